import type { Remark } from '../../domain/policy/found-evidence.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { objects, text } from '../translate/read/element.ts';
import { asProse, concepts, proseOf, words } from './concept-remarks.ts';
import { evidenceRules } from './evidence-rules.ts';
import type { Link } from './links.ts';
import { narrativeTexts } from './narrative.ts';

/**
 * What stands in all that a result hangs on: a test under exertion may be a procedure, an order or
 * a report of its own. What it is has to be understood; what else it says may not contradict.
 */
export function linkedRemarks(links: readonly Link[]): readonly Remark[] {
  return links.flatMap(({ name, entry, isVoid, display }): readonly Remark[] => {
    if (isVoid || (name === 'specimen' && entry === undefined)) return [words(name, undefined)];
    if (entry === undefined) return name === 'partOf' ? [words(name, display)] : [];
    const { resource } = entry;
    const said = name === 'specimen' ? ofSample(resource) : ofOther(name, resource);
    return [...said, ...inPassing(name, resource)];
  });
}

function ofSample(specimen: JsonObject): readonly Remark[] {
  return [
    ...concepts(specimen, 'condition').map((remark) => ({ ...remark, at: 'specimen' })),
    ...concepts(specimen, 'type').map((remark) => ({
      ...remark,
      ...{ at: 'specimen', form: 'sample' as const },
    })),
  ];
}

/** By its words where it has any: a code of a panel or an order is not one of the fact's. */
function ofOther(name: string, { code }: JsonObject): readonly Remark[] {
  const remarks = isJsonArray(code) ? [] : concepts({ [name]: code ?? {} }, name);
  const prose = remarks.filter(({ form }) => form === 'prose');
  if (prose.length === remarks.length) return prose;
  const said = remarks.flatMap((one) =>
    one.form === 'prose' ? [] : (one.text ?? one.code?.display ?? []),
  );
  const named = said.length === 0 ? [undefined] : said;
  return [...prose, ...named.map((one) => words(name, one))];
}

const PASSING = ['type', 'reasonCode', 'serviceType', 'conclusionCode', 'category', 'bodySite'];

function inPassing(name: string, resource: JsonObject): readonly Remark[] {
  const { note, conclusion, resourceType } = resource;
  const isEvidence = Object.hasOwn(evidenceRules, text(resourceType) ?? '');
  return [
    ...objects(note).flatMap((one) => asProse(name, text(one.text))),
    ...asProse(name, text(conclusion)),
    ...(isEvidence ? narrativeTexts(resource).flatMap((said) => asProse(name, said)) : []),
    ...PASSING.flatMap((element) => proseOf(resource, element, name)),
  ];
}
