import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';

/** The words and codes of a concept or of several; a Quantity has none. */
export function concepts(of: JsonObject, name: string): readonly Remark[] {
  const value = of[name];
  const concepts = isJsonArray(value) ? objects(value) : [object(value) ?? {}];
  const form = name === 'interpretation' ? ('judgement' as const) : ('words' as const);
  return concepts.flatMap((concept): readonly Remark[] => [
    ...(text(concept.text) === undefined ? [] : [{ ...words(name, text(concept.text)), form }]),
    // What a text is called in another language is read by nobody.
    ...(concept._text === undefined ? [] : [words(name, undefined)]),
    ...objects(concept.coding).flatMap((one): readonly Remark[] => {
      const code = coding(one);
      if (one._display !== undefined) return [words(name, undefined)];
      if (form === 'judgement' && code !== undefined) return [{ at: name, form, code }];
      if (code === undefined) return [words(name, text(one.display))];
      return isHarmless(code) ? asProse(name, code.display) : [{ at: name, form: 'words', code }];
    }),
  ]);
}

/** Codes that say nothing of how a value was come by; what is written beside them may. */
const harmless: Readonly<Record<string, ReadonlySet<string>>> = {
  'http://terminology.hl7.org/CodeSystem/observation-category': new Set([
    ...['vital-signs', 'laboratory', 'exam', 'social-history'],
  ]),
  // Panels: of vital signs, of blood gases, of blood counts.
  'http://loinc.org': new Set(['85353-1', '34566-0', '24336-0', '24338-6', '58410-2', '57021-8']),
};

function isHarmless({ system, code }: { readonly system: string; readonly code: string }): boolean {
  return Object.hasOwn(harmless, system) && harmless[system]?.has(code) === true;
}

/** A remark in a few words. */
export function words(at: string, said: string | undefined): Remark {
  return present({ at, form: 'words' as const, text: said });
}

/** A remark in prose, where there is any. */
export function asProse(at: string, said: string | undefined): readonly Remark[] {
  return said === undefined ? [] : [{ at, form: 'prose', text: said }];
}

/** What concepts say, as prose: it does not have to be understood, but may not contradict. */
export function proseOf(of: JsonObject, name: string, at: string): readonly Remark[] {
  return concepts(of, name).flatMap((one) => asProse(at, one.text ?? one.code?.display));
}

/** What the head of a panel, a report or an order is called, by its words or by a code. */
export function headRemarks({ code, codeCodeableConcept }: JsonObject, at = 'code') {
  const head = { [at]: code ?? codeCodeableConcept ?? {} };
  return concepts(head, at).map(
    (remark): Remark => (remark.form === 'words' ? { ...remark, form: 'head' } : remark),
  );
}
