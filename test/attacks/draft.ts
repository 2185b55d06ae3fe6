import { renderDates } from '../../src/domain/relative-dates.ts';
import { parseCivilDate } from '../../src/domain/time.ts';
import type { Json, JsonObject } from '../../src/fhir/json/json.ts';
import { now, scenario } from '../operations/payer.ts';
import { type Patch, type Row, readParts } from './rows.ts';

/** A request as it is changed: a tree in which everything may be written. */
type Tree = string | number | boolean | null | Tree[] | { [name: string]: Tree };

const parts = readParts();
/** What paths call the entries of the scenarios, in their order. */
const roots = ['claim', 'clinic', 'payer', 'coverage', 'patient', 'spo2'];
const rawMark = '@raw@';

function copy(value: Json | undefined): Tree {
  return JSON.parse(JSON.stringify(value ?? null));
}

function isBranch(tree: Tree | undefined): tree is { [name: string]: Tree } {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

/** A request of a scenario that is changed by patches and then written as text. */
class Draft {
  readonly #bundle: Tree;
  readonly #roots = new Map<string, string>();
  #text: readonly (readonly [string, string])[] = [];

  constructor(start: string, lines: number) {
    this.#bundle = JSON.parse(scenario(start));
    for (const [index, name] of roots.entries()) this.#roots.set(name, `entry.${index}.resource`);
    this.#roots.set('item', 'entry.0.resource.item.0');
    this.#roots.set('item2', 'entry.0.resource.item.1');
    const items = this.#find('claim.item');
    if (Array.isArray(items)) items.splice(lines);
  }

  apply(patch: Patch): this {
    for (const name of patch.parts) {
      const part = parts.get(name);
      if (part === undefined) throw new Error(`there is no part '${name}'`);
      this.apply(part);
    }
    this.#addEntries(patch.entries);
    for (const path of patch.drop) this.#drop(path);
    for (const [path, value] of Object.entries(patch.set)) this.#set(path, copy(value));
    for (const [path, value] of Object.entries(patch.add)) this.#add(path, copy(value));
    for (const [path, value] of Object.entries(patch.raw)) this.#set(path, `${rawMark}${value}`);
    this.#text = [...this.#text, ...patch.text];
    return this;
  }

  toString(): string {
    const written = JSON.stringify(this.#bundle).replaceAll(
      /"@raw@((?:[^"\\]|\\.)*)"/gu,
      (_, text: string) => JSON.parse(`"${text}"`),
    );
    return this.#text.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`'${from}' is not in the request`);
      return text.replaceAll(from, () => to);
    }, written);
  }

  #addEntries(entries: JsonObject): void {
    const all = this.#find('bundle.entry');
    if (!Array.isArray(all)) throw new Error('no entries');
    for (const [name, entry] of Object.entries(entries)) {
      this.#roots.set(name, `entry.${all.length}.resource`);
      all.push(copy(entry));
    }
  }

  #steps(path: string): string[] {
    const [first = '', ...rest] = path.split('.');
    if (first === 'bundle') return rest;
    const root = this.#roots.get(first);
    if (root === undefined) throw new Error(`'${path}' begins with no name that is known`);
    return [...root.split('.'), ...rest];
  }

  #find(path: string): Tree | undefined {
    let tree: Tree | undefined = this.#bundle;
    for (const step of this.#steps(path)) {
      if (Array.isArray(tree)) tree = tree[Number(step)];
      else tree = isBranch(tree) ? tree[step] : undefined;
    }
    return tree;
  }

  /** The parent of a path and its last step; what is missing on the way is made. */
  #parent(path: string): [Tree[] | { [name: string]: Tree }, string] {
    const steps = this.#steps(path);
    const last = steps.pop() ?? '';
    let tree: Tree = this.#bundle;
    for (const [index, step] of steps.entries()) {
      const next = /^\d+$/u.test(steps[index + 1] ?? last) ? [] : {};
      if (Array.isArray(tree)) tree = tree[Number(step)] ??= next;
      else if (isBranch(tree)) tree = tree[step] ??= next;
      else throw new Error(`'${path}' leads through a value`);
    }
    if (!Array.isArray(tree) && !isBranch(tree)) throw new Error(`'${path}' leads to a value`);
    return [tree, last];
  }

  #set(path: string, value: Tree): void {
    const [parent, last] = this.#parent(path);
    if (Array.isArray(parent)) parent[Number(last)] = value;
    else parent[last] = value;
  }

  #drop(path: string): void {
    if (this.#find(path) === undefined) throw new Error(`'${path}' names nothing`);
    const [parent, last] = this.#parent(path);
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }

  #add(path: string, values: Tree): void {
    const found = this.#find(path);
    if (!Array.isArray(values)) throw new Error(`what is added to '${path}' is no array`);
    if (Array.isArray(found)) found.push(...values);
    else this.#set(path, values);
  }
}

function written(row: Row, patch: Patch): string {
  const today = parseCivilDate(now.slice(0, 10));
  if (today === undefined) throw new Error('no day');
  return renderDates(new Draft(row.start, row.lines).apply(patch).toString(), today);
}

/** The bodies that a row sends, in order. */
export function bodiesOf(row: Row): readonly string[] {
  return [...row.before, row.patch].map((patch) => written(row, patch));
}

/** The bundle whose persons a row has enrolled first, if any. */
export function enrolledBy(row: Row): string | undefined {
  return row.enroll === undefined ? undefined : written(row, row.enroll);
}
