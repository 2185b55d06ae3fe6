import type { LocalizedText } from '../../code.ts';
import { codesBeside, type RelationRow, rowsAbout } from '../../policy/relations.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type LedgerClaim, ledgerKeys, NO_KEY } from '../ledger.ts';
import { codeOf } from '../ledger-index.ts';
import { categoryKey } from '../lines-beside.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** A claim that tells on the line, and what it tells. */
interface Telling {
  readonly claim: LedgerClaim;
  readonly words: LocalizedText;
  readonly by: string;
}

/**
 * What else is asked for or granted tells on the line: a service that does not go with it, or that
 * replaces the same equipment; a request for a related service that nobody has decided; one that
 * says that the patient has died. Source: digest §4.7 and §5.1; docs/policies.md, related services.
 */
export function relatedCheck(context: CheckContext): CheckTrace {
  const { plan, rulebook, ledger, caseId } = context;
  const keys = ledgerKeys(plan.line, rulebook.modifiers);
  const codes = [...new Set(keys.map(codeOf))];
  const ofMember = ledger.openOfMember(caseId);
  const told =
    ofMember === undefined
      ? (ofEquipment(context, codes) ?? ofServices(context, codes))
      : { claim: ofMember, words: died, by: 'member' };
  if (told === undefined) return passed('related', 'none');
  const { service, state, lineSequence } = told.claim;
  const where = `case ${told.claim.caseId}, line ${lineSequence}`;
  const named = service === NO_KEY ? 'a line without a code' : service;
  return unclear('related', `${told.by}: ${named} is ${state} on ${where}`, said(context, told));
}

/** Another line of the request says that the member has the equipment. */
function ofEquipment(context: CheckContext, codes: readonly string[]): Telling | undefined {
  const claim = context.beside.owned.besideOn(codes, ownLine(context));
  return claim && { claim, words: isThere, by: 'equipment' };
}

function ofServices(context: CheckContext, codes: readonly string[]): Telling | undefined {
  for (const row of rowsAbout(context.rulebook.relations, codes)) {
    const { when, words, id: by } = row;
    const claim =
      (when.includes('same-days') ? onSameDays(context, row, codes) : undefined) ??
      (when.includes('still-open') ? stillOpen(context, row) : undefined);
    if (claim !== undefined) return { claim, words, by };
  }
  return undefined;
}

/** The same service twice is for the check of duplicates. */
function onSameDays(
  context: CheckContext,
  row: RelationRow,
  codes: readonly string[],
): LedgerClaim | undefined {
  const { beside, ledger, plan } = context;
  const others = codesBeside(row).filter((code) => !codes.includes(code));
  const kinds = (row.besideCategories ?? []).flatMap(({ system, codes: categories }) =>
    categories.map((code) => categoryKey({ system, code })),
  );
  const own = ownLine(context);
  return (
    beside.asked.besideOn([...others, ...kinds], own, plan.span) ??
    ledger.besideOn(others, own, plan.span)
  );
}

function stillOpen({ ledger, caseId }: CheckContext, row: RelationRow) {
  return ledger.openElsewhere(codesBeside(row), caseId);
}

function ownLine({ caseId, plan }: CheckContext) {
  return { caseId, lineSequence: plan.line.sequence };
}

/** The number of a case, and what it asks for, are told to nobody but who asked for it. */
function said({ caseId, asker }: CheckContext, { claim, words }: Telling): LocalizedText {
  const { lineSequence, state } = claim;
  if (claim.caseId === caseId) {
    return {
      en: `line ${lineSequence} of this request: ${words.en}`,
      es: `la línea ${lineSequence} de esta solicitud: ${words.es}`,
    };
  }
  if (claim.asker !== undefined && claim.asker === asker) {
    return {
      en: `line ${lineSequence} of case ${claim.caseId}: ${words.en}`,
      es: `la línea ${lineSequence} del caso ${claim.caseId}: ${words.es}`,
    };
  }
  const isOpen = state === 'open';
  return {
    en: `what is already ${isOpen ? 'under review' : 'authorized'} for this member beside it`,
    es: `lo que ya está ${isOpen ? 'en revisión' : 'autorizado'} para este afiliado junto a ella`,
  };
}

const isThere: LocalizedText = {
  en: 'it says that the member has this equipment already',
  es: 'indica que el afiliado ya tiene este equipo',
};

const died: LocalizedText = {
  en: 'the request says that the patient has died',
  es: 'la solicitud indica que el paciente falleció',
};
