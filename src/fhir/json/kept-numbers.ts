import { type Json, JsonDecimal } from './json.ts';

/** Name of a member or position in an array. */
export type Step = string | number;

/**
 * The numbers whose text a double would change, by their place: collected while scanning, put into
 * the parsed value afterwards. Only containers on the way to such a number are remembered.
 */
export class KeptNumbers {
  readonly #parents: number[] = [-1];
  readonly #steps: Step[] = [''];
  readonly #owners: number[] = [];
  readonly #members: Step[] = [];
  readonly #texts: string[] = [];

  /** The container that is the document itself. */
  static readonly root = 0;

  /** Remembers the container at `step` of `parent`; returns its number. */
  container(parent: number, step: Step): number {
    this.#parents.push(parent);
    return this.#steps.push(step) - 1;
  }

  keep(owner: number, member: Step, text: string): void {
    this.#owners.push(owner);
    this.#members.push(member);
    this.#texts.push(text);
  }

  /** The same value, every remembered number replaced by its text. */
  putInto(value: Json): Json {
    const holder = [value];
    const places: unknown[] = [];
    for (let i = 0; i < this.#parents.length; i++) {
      const parent = this.#parents[i] ?? -1;
      places.push(parent < 0 ? value : at(places[parent], this.#steps[i] ?? 0));
    }
    for (let i = 0; i < this.#owners.length; i++) {
      const owner = this.#owners[i] ?? -1;
      put(owner < 0 ? holder : places[owner], this.#members[i] ?? 0, this.#texts[i] ?? '');
    }
    return holder[0] ?? value;
  }
}

function at(container: unknown, step: Step): unknown {
  if (isList(container)) return typeof step === 'number' ? container[step] : undefined;
  if (!isMembers(container) || !Object.hasOwn(container, step)) return undefined;
  return container[String(step)];
}

function put(container: unknown, step: Step, text: string): void {
  // A name that stands twice may have another value by now: that one isn't touched.
  if (!Object.is(at(container, step), Number(text))) return;
  if (isList(container) && typeof step === 'number') container[step] = new JsonDecimal(text);
  else if (isMembers(container)) container[String(step)] = new JsonDecimal(text);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
