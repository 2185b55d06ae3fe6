import type { Remark, Tellable } from '../../domain/policy/found-evidence.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { decimalText, object, objects, referenceOf, text } from '../translate/read/element.ts';
import { asProse } from './concept-remarks.ts';
import { narrativeTexts } from './narrative.ts';

/** So many texts of the data, and so much in them, may be repeated; what is behind may not. */
const TEXTS_MAX = 400;
const LENGTH_MAX = 10_000;

/** Elements that are themselves held to the data, or that nobody has understood. */
const NOT_DATA: ReadonlySet<string> = new Set([
  ...['contained', 'extension', 'conclusion', 'note', 'meta', 'identifier'],
]);

/** For words that have to be understood by themselves. */
const noData: Tellable = { texts: [], amounts: [] };

/** References that tell circumstances. */
export const CIRCUMSTANCES = ['basedOn', 'encounter', 'derivedFrom', 'specimen'] as const;

/** What narratives of a resource may repeat. */
export type TellableOf = (entry: BundleEntry) => Tellable;

/** Of people and organizations: who they are, beside their numbers. */
const IDENTITY = ['id', 'name', 'gender', 'birthDate'] as const;

/** Where a resource names people and organizations. */
const NAMED = [
  ...['performer', 'provider', 'insurer', 'requester', 'payor', 'beneficiary', 'subscriber'],
  ...['author', 'managingOrganization', 'serviceProvider'],
];

/**
 * What the narrative of a resource may repeat: its own data, and of its results; who the patient
 * and those are whom it names. Shape: gathered when a narrative asks for it, up to a limit.
 */
export function tellableIn(
  bundle: RequestBundle,
  entry: BundleEntry,
  patient: BundleEntry | undefined,
): Tellable {
  const { resource } = entry;
  const results = pointedAt(bundle, entry, resource.result);
  const others = NAMED.flatMap((name) => pointedAt(bundle, entry, resource[name]));
  const gathered = new Gathered();
  for (const one of [resource, ...results]) gathered.addAll(one);
  const people = patient === undefined ? others : [patient.resource, ...others];
  for (const one of people) gathered.addSome(one, IDENTITY);
  return gathered;
}

/** Who a patient is: what a reference to one may be called. */
export function identityOf(patient: BundleEntry | undefined): Tellable {
  const gathered = new Gathered();
  if (patient !== undefined) gathered.addSome(patient.resource, IDENTITY);
  return gathered;
}

/** A text that may say nothing that the data does not. */
export function asTold(at: string, said: string, tellable = noData): readonly Remark[] {
  return said.trim() === '' ? [] : [{ at, form: 'told', text: said, tellable }];
}

/** A narrative as it is shown; all other readings of it may not contradict. */
export function narrativeRemarks(
  at: string,
  resource: JsonObject,
  tellable: () => Tellable,
): readonly Remark[] {
  const [hidden, ...shown] = narrativeTexts(resource);
  if (hidden === undefined) return [];
  return [...asProse(at, hidden), ...shown.flatMap((said) => asTold(at, said, tellable()))];
}

function pointedAt(
  bundle: RequestBundle,
  from: BundleEntry,
  value: Json | undefined,
): readonly JsonObject[] {
  return [...objects(value), ...objects([value ?? null])].flatMap((one) => {
    const reference = referenceOf(one);
    const target = reference === undefined ? undefined : bundle.resolve(reference, from);
    return target === undefined ? [] : [target.resource];
  });
}

class Gathered implements Tellable {
  readonly texts: string[] = [];
  readonly amounts: string[] = [];
  #length = 0;

  addAll(resource: JsonObject): void {
    this.#add(resource);
    const { profile, lastUpdated } = object(resource.meta) ?? {};
    this.#add([profile ?? '', lastUpdated ?? '']);
    this.addSome(resource, []);
  }

  addSome(resource: JsonObject, names: readonly string[]): void {
    for (const name of names) this.#add(resource[name] ?? '');
    for (const { value } of objects(resource.identifier)) {
      if (this.#isFull()) return;
      // Words in place of a number would vouch for any text that repeats them.
      if (!/\s/u.test(text(value) ?? '')) this.#add(value ?? '');
    }
  }

  #add(first: Json): void {
    const open: Json[] = [first];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#isFull()) return;
      if (isJsonArray(next)) for (const one of next) open.push(one);
      else if (isJsonObject(next)) {
        for (const name in next) {
          const member = next[name] ?? '';
          // Of concepts and names the text is a text.
          if (NOT_DATA.has(name) || (name === 'text' && typeof member === 'object')) continue;
          // What elements are called may be told as well.
          this.texts.push(name);
          open.push(member);
        }
      } else this.#keep(next);
    }
  }

  #keep(value: Json): void {
    const amount = decimalText(value);
    if (amount !== undefined) this.amounts.push(amount);
    const said = text(value);
    if (said === undefined || said === '') return;
    this.#length += said.length;
    // One that is too long is none: a patient's is looked at again for each narrative.
    if (this.#length > LENGTH_MAX) return;
    // A version of a canonical is a text of its own.
    for (const part of said.split('|')) this.texts.push(part);
  }

  #isFull(): boolean {
    return this.texts.length + this.amounts.length > TEXTS_MAX || this.#length > LENGTH_MAX;
  }
}
