import type { Remark } from '../../domain/policy/found-evidence.ts';
import { isJsonArray, type JsonObject } from '../json/json.ts';
import { objects, text } from '../translate/read/element.ts';
import { asProse, concepts, proseOf, words } from './concept-remarks.ts';
import { evidenceRules } from './evidence-rules.ts';
import type { Link } from './links.ts';
import { narrativeTexts } from './narrative.ts';
import { areRead, REMARKS_MAX } from './read-remarks.ts';

/**
 * What stands in all that a result hangs on: a test under exertion may be a procedure, an order or
 * a report of its own. What it is has to be understood; what else it says may not contradict.
 * Shape: once there is more than is read, no more is gathered.
 */
export function linkedRemarks(links: readonly Link[]): readonly Remark[] {
  const gathered: Remark[] = [];
  for (const link of links) {
    for (const remark of ofLink(link)) gathered.push(remark);
    if (!areRead(gathered)) break;
  }
  return gathered;
}

function ofLink({ name, entry, isVoid, display }: Link): readonly Remark[] {
  if (isVoid || (name === 'specimen' && entry === undefined)) return [words(name, undefined)];
  if (entry === undefined) return name === 'partOf' ? [words(name, display)] : [];
  const { resource } = entry;
  const read = known.get(resource) ?? new Map<string, readonly Remark[]>();
  const remarks = read.get(name) ?? saidBy(name, resource);
  known.set(resource, read.set(name, remarks));
  return remarks;
}

/** Of a resource, by the element that names it: read once, however many results hang on it. */
const known = new WeakMap<JsonObject, Map<string, readonly Remark[]>>();

/** So many that it is known if there are too many. */
function saidBy(name: string, resource: JsonObject): readonly Remark[] {
  const said = name === 'specimen' ? ofSample(resource) : ofOther(name, resource);
  return [...said, ...inPassing(name, resource)].slice(0, REMARKS_MAX + 1);
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
