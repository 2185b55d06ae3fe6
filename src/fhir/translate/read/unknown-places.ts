import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { objects, text } from './element.ts';

/**
 * What is known of an element: `all` of it is read, or changes nothing that is decided, but for
 * extensions below it; `apart`: it is looked at elsewhere, or decides nothing whatever it holds;
 * `worded`: a concept that is read by its words, so that a code alone says what nobody reads;
 * `untrue`: a mark that changes nothing as long as it says no; or its members, each with what is
 * known of it. A member that is not named is not known.
 */
export type Known = 'all' | 'apart' | 'worded' | 'untrue' | Parts;

type Looked = Exclude<Known, 'apart' | 'untrue'>;

/** What is known of members, by their names. */
export type Parts = { readonly [member: string]: Known };

const CONCEPT: Known = {
  coding: { system: 'all', version: 'all', code: 'all', display: 'all', userSelected: 'all' },
  text: 'all',
};
const REFERENCE: Known = { reference: 'all', type: 'all', identifier: 'all', display: 'all' };
const PERIOD: Known = { start: 'all', end: 'all' };
const MONEY: Known = { value: 'all', currency: 'all' };
const QUANTITY: Known = {
  ...{ value: 'all', comparator: 'all', unit: 'all', system: 'all', code: 'all' },
};

/** What can be said of members by their kind. */
const KINDS = {
  ...{ all: 'all', apart: 'apart', worded: 'worded', untrue: 'untrue' },
  ...{ concept: CONCEPT, reference: REFERENCE },
  ...{ period: PERIOD, money: MONEY, quantity: QUANTITY },
} satisfies Readonly<Record<string, Known>>;
type Kind = keyof typeof KINDS;
const kinds: readonly Kind[] = [
  'all',
  'apart',
  'worded',
  'untrue',
  'concept',
  'reference',
  'period',
  'money',
  'quantity',
];

/** The members of an element by kind, names divided by spaces, and those that have parts. */
export function element(named: Readonly<Partial<Record<Kind, string>>>, parts: Parts = {}): Parts {
  const pairs = kinds.flatMap((kind) =>
    (named[kind]?.split(' ') ?? []).map((name): [string, Known] => [name, KINDS[kind]]),
  );
  return { ...Object.fromEntries(pairs), ...parts };
}

/**
 * What any resource may have: narratives and labels are read, contained ones found; the rules for
 * `implicitRules` and `modifierExtension` stop the whole request where they are there.
 */
export const ANY_RESOURCE: Parts = element({
  all: 'resourceType implicitRules language',
  apart: 'text contained meta identifier',
});

/** Enough to tell a person where to look; a sender may write as many as fit into a request. */
const FOUND_MAX = 20;

/**
 * The places in a part of a request of which nothing is known. Shape: `.item[0].revenue`, below the
 * part; members in the order in which they were sent; extensions by the name that `nameOf` gives,
 * none for one that is known.
 */
export function unknownPlaces(part: JsonObject, known: Parts, nameOf: NameOf): readonly string[] {
  const walk = new Walk(nameOf);
  walk.look(part, known);
  return walk.found;
}

type NameOf = (extension: JsonObject) => string | undefined;

/** Remembers where it is by steps, and writes a place only where something is found. */
class Walk {
  readonly found: string[] = [];
  readonly #steps: string[] = [];
  readonly #nameOf: NameOf;

  constructor(nameOf: NameOf) {
    this.#nameOf = nameOf;
  }
  look(value: JsonObject, known: Looked): void {
    if (this.found.length >= FOUND_MAX) return;
    if (known === 'worded' && !isWorded(value)) this.#find('');
    for (const name in value) {
      if (name === 'extension') this.#extensions(value);
      else if (known === 'all' || known === 'worded') this.#below(value[name], name, 'all');
      else if (name !== 'id' && name !== 'modifierExtension') this.#member(value, name, known);
    }
  }

  #member(value: JsonObject, name: string, known: Parts): void {
    // `_birthDate` says something of `birthDate`.
    const isBeside = name.startsWith('_');
    const element = isBeside ? name.slice(1) : name;
    const below = Object.hasOwn(known, element) ? known[element] : undefined;
    const isTrue = below === 'untrue' && !isBeside && value[name] !== false;
    if (below === undefined || isTrue) this.#find(`.${element}`);
    else if (isBeside) this.#below(value[name], element, {});
    else if (below !== 'apart' && below !== 'untrue') this.#below(value[name], element, below);
  }

  /** What stands beside a primitive element has extensions, and nothing else. */
  #below(value: Json | undefined, element: string, known: Looked): void {
    if (typeof value !== 'object') return;
    if (isJsonArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        this.#step(value[index], known, `.${element}[${index}]`);
      }
    } else this.#step(value, known, `.${element}`);
  }

  #step(value: Json | undefined, known: Looked, step: string): void {
    if (!isJsonObject(value)) return;
    this.#steps.push(step);
    this.look(value, known);
    this.#steps.pop();
  }

  #extensions(value: JsonObject): void {
    for (const one of objects(value.extension)) {
      const name = this.#nameOf(one);
      if (name !== undefined) this.#find(`.extension(${name})`);
    }
  }

  #find(step: string): void {
    if (this.found.length < FOUND_MAX) this.found.push(this.#steps.join('') + step);
  }
}

/** A concept of which each code has its word, or all have one together. */
function isWorded({ coding, text: words }: JsonObject): boolean {
  return (
    text(words) !== undefined || objects(coding).every(({ display }) => text(display) !== undefined)
  );
}
