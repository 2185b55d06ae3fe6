import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { objects, text } from '../read/element.ts';
import type { Known, Parts } from './known-elements.ts';

/** Enough to tell a person where to look; a sender may write as many as fit into a request. */
const FOUND_MAX = 20;

/**
 * The places in a part of a request of which nothing is known. Shape: `.item[0].revenue`, below the
 * part; members in the order in which they were sent; extensions by the name that `named` gives.
 */
export function unknownPlaces(part: JsonObject, known: Known, named: Named): readonly string[] {
  const walk = new Walk(named);
  walk.look(part, known);
  return walk.found;
}

type Named = (extension: JsonObject) => string | undefined;

/** Remembers where it is by steps, and writes a place only where something is found. */
class Walk {
  readonly found: string[] = [];
  readonly #steps: string[] = [];
  readonly #named: Named;

  constructor(named: Named) {
    this.#named = named;
  }

  look(value: JsonObject, known: Known): void {
    if (known === 'all' || known === 'untrue' || this.found.length >= FOUND_MAX) return;
    if (known === 'worded') {
      if (!isWorded(value)) this.#find('');
      return;
    }
    for (const name in value) {
      if (name === 'extension') this.#extensions(value);
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
    else if (isBeside || below !== 'all') this.#below(value[name], element, isBeside ? {} : below);
  }

  /** What stands beside a primitive element has extensions, and nothing else. */
  #below(value: Json | undefined, element: string, known: Known): void {
    if (isJsonArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        this.#step(value[index], known, `.${element}[${index}]`);
      }
    } else this.#step(value, known, `.${element}`);
  }

  #step(value: Json | undefined, known: Known, step: string): void {
    if (!isJsonObject(value)) return;
    this.#steps.push(step);
    this.look(value, known);
    this.#steps.pop();
  }

  #extensions(value: JsonObject): void {
    for (const one of objects(value.extension)) {
      const name = this.#named(one);
      if (name !== undefined) this.#find(`.extension(${name})`);
    }
  }

  #find(step: string): void {
    this.found.push(this.#steps.join('') + step);
  }
}

/** A concept of which each code has its word, or all have one together. */
function isWorded({ coding, text: words }: JsonObject): boolean {
  return (
    text(words) !== undefined || objects(coding).every(({ display }) => text(display) !== undefined)
  );
}
