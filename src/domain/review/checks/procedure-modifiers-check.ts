import { procedureSystemName, shownCode } from '../../code/procedure-code.ts';
import type { Code, LocalizedText } from '../../code.ts';
import { excludedBy, type ModifierRow, modifierRow } from '../../policy/modifier.ts';
import { isListed } from '../../policy/requirement.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { RequestLine } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * A modifier that we don't know, that makes another service or changes what is asked for, and two
 * that can't both be meant, or one that does not fit the kind of service: policies name codes
 * alone, so a person looks.
 */
export function procedureModifiersCheck({ plan, rulebook }: CheckContext): CheckTrace {
  const { modifiers } = plan.line;
  const id = 'procedure-modifiers';
  for (const modifier of modifiers) {
    const row = knownRow(rulebook.modifiers, modifier);
    const shown = shownCode(modifier);
    if (row === undefined) return unclear(id, `${shown} is not known`, unknownWords(shown));
    if (row.review === 'person') {
      return unclear(id, `${shown} changes the service`, changeWords(shown, row));
    }
    const other = excludedBy(row, modifier, modifiers);
    if (other !== undefined) {
      const both = `${shown}, ${shownCode(other)}`;
      return unclear(id, `${both} exclude each other`, {
        en: `the modifiers ${both} can't both be meant (${row.title.en})`,
        es: `los modificadores ${both} no pueden valer a la vez (${row.title.es})`,
      });
    }
    const category = unlikeCategory(row, plan.line);
    if (category !== undefined) {
      return unclear(id, `${shown} does not fit the kind of service ${shownCode(category)}`, {
        en: `the modifier ${shown} does not fit the kind of service asked for (${row.title.en})`,
        es: `el modificador ${shown} no cuadra con el tipo de servicio pedido (${row.title.es})`,
      });
    }
  }
  return passed(id, modifiers.map(shownCode).join(', ') || 'none');
}

/** A kind of service of the line that says the contrary of a modifier. */
function unlikeCategory(
  { unlikeCategories = [] }: ModifierRow,
  { setting }: RequestLine,
): Code | undefined {
  return setting?.categories.find((category) => isListed(unlikeCategories, [category]));
}

/** Only systems of procedure codes have modifiers; of a text there is nothing to look up. */
function knownRow(rows: readonly ModifierRow[], modifier: Code): ModifierRow | undefined {
  const name = procedureSystemName(modifier.system);
  return name === 'HCPCS' || name === 'CPT' ? modifierRow(rows, modifier) : undefined;
}

function unknownWords(shown: string): LocalizedText {
  const named = shown === '' ? '' : ` ${shown}`;
  return {
    en: `we do not know the modifier${named}`,
    es: `no conocemos el modificador${named}`,
  };
}

function changeWords(shown: string, { title }: ModifierRow): LocalizedText {
  return {
    en: `the modifier ${shown} changes what is asked for (${title.en})`,
    es: `el modificador ${shown} cambia lo que se pide (${title.es})`,
  };
}
