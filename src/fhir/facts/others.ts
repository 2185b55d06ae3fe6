import { isInRange } from '../../domain/policy/compare.ts';
import type { Remark } from '../../domain/policy/found-evidence.ts';
import { holdsPhrase } from '../../domain/policy/phrases.ts';
import type { CodeRange } from '../../domain/policy/policy.ts';
import type { FactDefinition, HarmlessRange } from '../../domain/policy/rulebook.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { asProse, concepts, headRemarks, words } from './concept-remarks.ts';
import { extensionRemarks, resultRemarks } from './result-remarks.ts';
import { asTold, narrativeRemarks, type TellableOf } from './told.ts';
import { unreadElements } from './unread-elements.ts';

/**
 * What a result says that a fact does not read: nothing, when it is of a kind that a list names
 * and has no more than an amount; a remark without words for whatever nobody reads. It may be
 * newer than what decides, and may say the contrary. Undefined: the fact reads it.
 */
export function otherRemarks(
  entry: BundleEntry,
  definition: FactDefinition,
  tellableOf: TellableOf,
): readonly Remark[] | undefined {
  const { resource } = entry;
  const elements = [resource, ...objects(resource.component)];
  const own = definition.codes ?? [];
  if (elements.some((element) => isOneOf(element, own))) return undefined;
  const isRead = isOneOf(resource, definition.elsewhere ?? []);
  return [
    ...elements.flatMap((element) => ofElement(element, definition, element === resource)),
    // What another fact reads is held to the words of that one.
    ...(isRead ? namedBy(resource, definition) : resultRemarks(resource).map(ofCategory)),
    ...narrativeRemarks('text', resource, () => tellableOf(entry)),
  ];
}

/** That a result is of an image or a survey changes nothing beside its code; its words may. */
function ofCategory(remark: Remark): Remark {
  const { at, code } = remark;
  const isKind = at === 'category' && code?.system === RESULT_KINDS && TOLD_KINDS.has(code.code);
  return isKind ? { at, form: 'prose', text: code.display ?? '' } : remark;
}

const RESULT_KINDS = 'http://terminology.hl7.org/CodeSystem/observation-category';
const TOLD_KINDS: ReadonlySet<string> = new Set(['imaging', 'survey']);

/** What a report says itself that owns no result of the fact, beside the results that it names. */
export function otherReportRemarks(entry: BundleEntry, tellableOf: TellableOf): readonly Remark[] {
  const { resource } = entry;
  const { conclusion, conclusionCode, presentedForm, text: narrative } = resource;
  const said = [
    ...asTold('conclusion', text(conclusion) ?? '', tellableOf(entry)),
    ...objects(conclusionCode).map(() => words('conclusion', undefined)),
    ...objects(presentedForm).map(() => words('conclusion', undefined)),
    ...(narrative === undefined ? [] : narrativeRemarks('text', resource, () => tellableOf(entry))),
    ...extensionRemarks(resource),
    ...unreadElements(resource),
  ];
  return said.length === 0 ? said : [...headRemarks(resource), ...said];
}

function isOneOf({ code }: JsonObject, ranges: readonly CodeRange[]): boolean {
  return codesOf(code).some((one) => ranges.some((range) => isInRange(one, range)));
}

function ofElement(
  element: JsonObject,
  { harmless = [], qualifiedBy = [] }: FactDefinition,
  isWhole: boolean,
): readonly Remark[] {
  const value = Object.keys(element).find((name) => name.startsWith('value'));
  const given = codesOf(element.code);
  const ranges = harmless.filter((range) => given.some((one) => isInRange(one, range)));
  const isKnown = ranges.length > 0 || isOneOf(element, qualifiedBy);
  const { component, hasMember, dataAbsentReason } = element;
  const isHead = isWhole && value === undefined && (component ?? hasMember) !== undefined;
  if (!isKnown) {
    const isPanel = isHead && dataAbsentReason === undefined;
    return isPanel ? headRemarks(element) : [words('observation', undefined)];
  }
  const names = [text(object(element.code)?.text), ...given.map(({ display }) => display)];
  const said = concepts(element, 'interpretation');
  // How much oxygen flows is read with the value beside it.
  const isQualifier = ranges.length === 0;
  return [
    ...names.flatMap((name) => asProse('code', name)),
    ...said.map((one) => (one.form === 'judgement' ? judged(one) : one)),
    ...(isQualifier && element.valueQuantity !== undefined
      ? []
      : valueRemarks(element, value, ranges)),
  ];
}

/** Of what is no value of the fact, what a laboratory makes of it is told, and holds no more. */
function judged({ at, text: said, code }: Remark): Remark {
  return said === undefined ? { at, form: 'prose', text: code?.display ?? '' } : words(at, said);
}

/** More than this is no unit: `beats/minute`. */
const UNIT_MAX = 20;

function valueRemarks(
  element: JsonObject,
  name: string | undefined,
  ranges: readonly HarmlessRange[],
): readonly Remark[] {
  if (name === undefined) return [];
  const quantity = object(element.valueQuantity);
  if (name === 'valueQuantity' && quantity !== undefined) {
    const unit = text(quantity.unit) ?? '';
    if (unit.length > UNIT_MAX || quantity.value === undefined) return [words('value', undefined)];
    return asProse('value', unit);
  }
  const concept = object(element.valueCodeableConcept);
  const isAnswer = concept !== undefined && ranges.some(({ above }) => above === undefined);
  const codes = codesOf(concept);
  const said = text(concept?.text);
  // A text that is the name of a code says no more than the code.
  const isPlain = said === undefined || codes.some(({ display }) => display === said);
  if (!isAnswer || !isPlain || codes.length === 0) return [words('value', undefined)];
  return codes.flatMap(({ display }) => asProse('value', display));
}

/** Notes of a result that another fact reads: they may not name this one. */
function namedBy(resource: JsonObject, { akin }: FactDefinition): readonly Remark[] {
  const notes = objects(resource.note).flatMap((note) => text(note.text) ?? []);
  return notes.flatMap((note) =>
    holdsPhrase(note, akin?.words ?? []) ? [words('note', undefined)] : asProse('note', note),
  );
}
