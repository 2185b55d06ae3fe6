import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Issue } from '../../validate/issue.ts';

/** Where a finding stands, in the words of the table of classes. */
export interface FindingPlace {
  /** The place of its resource; undefined when it is of the Bundle itself. */
  readonly resource: string | undefined;
  /** Elements that it may be about, from the resource on: `item.extension(infoChanged)`. */
  readonly elements: readonly string[];
  /** Index of the Claim's item that it stands in. */
  readonly item: number | undefined;
  /** What stands there. */
  readonly value: Json | undefined;
  /** The extensions that it is in, by the last part of their URLs. */
  readonly extensions: readonly string[];
  readonly isAbsent: boolean;
}

/**
 * Reads where a finding stands; undefined when it is not inside the request's Bundle.
 * Shape: the Bundle, an issue whose expression is rooted at it -> its place.
 */
export function findingPlace(bundle: JsonObject, issue: Issue): FindingPlace | undefined {
  const { expression } = issue;
  if (!/^Bundle(?:\.|$)/u.test(expression)) return undefined;
  const entry = /^Bundle\.entry\[\d+\]\.resource(?:\.contained\[\d+\])?/u.exec(expression)?.[0];
  const all = stepsOf(expression);
  const read = walk(bundle, all.slice(1));
  const depth = entry === undefined ? 1 : stepsOf(entry).length;
  const path = read.names.slice(depth - 1);
  const item = entry?.endsWith('entry[0].resource') === true ? itemIn(all, depth) : undefined;
  return {
    resource: entry,
    elements: elementsOf(path, issue.rule),
    item,
    value: read.value,
    extensions: read.extensions,
    isAbsent: checkOf(issue.rule) === 'min',
  };
}

interface Step {
  readonly name: string;
  readonly index: number | undefined;
}

/** The steps of an expression; a choice goes by its name in JSON: `value.ofType(Coding)`. */
function stepsOf(expression: string): readonly Step[] {
  const named = expression.replaceAll(
    /\.ofType\((\w)(\w*)\)/gu,
    (_, first: string, rest: string) => first.toUpperCase() + rest,
  );
  const found = named.matchAll(/([^.[\]]+)(?:\[(\d+)\])?/gu);
  return [...found].map(([, name = '', index]) => ({
    name,
    index: index === undefined ? undefined : Number(index),
  }));
}

interface Walked {
  readonly names: readonly string[];
  readonly value: Json | undefined;
  readonly extensions: readonly string[];
}

/** Follows steps through JSON that may be anything. */
function walk(root: JsonObject, steps: readonly Step[]): Walked {
  const names: string[] = [];
  let value: Json | undefined = root;
  let sibling: Json | undefined;
  const extensions: string[] = [];
  for (const { name, index } of steps) {
    const owner: JsonObject | undefined = [value, sibling].find(isJsonObject);
    value = item(member(owner, name), index);
    sibling = item(member(owner, `_${name}`), index);
    const isExtension = name === 'extension' || name === 'modifierExtension';
    const url = isExtension && isJsonObject(value) ? value.url : undefined;
    const last = typeof url === 'string' ? lastOf(url) : undefined;
    if (name === 'extension') extensions.push(last ?? '');
    names.push(isExtension && last !== undefined ? `${name}(${last})` : name);
  }
  return { names, value, extensions };
}

function member(owner: JsonObject | undefined, name: string): Json | undefined {
  return owner !== undefined && Object.hasOwn(owner, name) ? owner[name] : undefined;
}

function item(value: Json | undefined, index: number | undefined): Json | undefined {
  if (index === undefined) return value;
  return isJsonArray(value) ? value[index] : undefined;
}

/** `https://…/extension-infoChanged` and `infoChanged` are the same to us. */
function lastOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1).replace(/^(?:modifier)?extension-/u, '');
}

function itemIn(steps: readonly Step[], depth: number): number | undefined {
  const step = steps[depth];
  return step?.name === 'item' ? step.index : undefined;
}

/** A member that no definition has; it may be any, misspelt. */
const UNKNOWN = '?';

/**
 * A rule about something that is absent, or about how often it is there, stands at its owner: the
 * element is named by the rule then. Where that is not sure, both are taken.
 */
function elementsOf(path: readonly string[], rule: string): readonly string[] {
  const here = path.join('.');
  if (checkOf(rule) === 'members') return [here === '' ? UNKNOWN : `${here}.${UNKNOWN}`];
  const named = nameIn(rule);
  const last = path.at(-1)?.replace(/\(.*/u, '');
  if (named === undefined || named === last) return [here];
  const below = here === '' ? named : `${here}.${named}`;
  return checkOf(rule) === 'min' ? [below] : [here, below];
}

/** The last element that a rule names: `Patient.identifier:memberid` gives `identifier`. */
function nameIn(rule: string): string | undefined {
  const start = rule.indexOf('#');
  const end = rule.indexOf('/', start);
  if (start < 0 || end < 0) return undefined;
  const id = rule.slice(start + 1, end);
  const dot = id.lastIndexOf('.');
  if (dot < 0) return undefined;
  const last = id.slice(dot + 1);
  // Which extension a slice means is not known from its name.
  if (last.startsWith('extension:')) return last;
  const [name = ''] = last.split(':', 1);
  return name.replace(/\[x\]$/u, '');
}

function checkOf(rule: string): string {
  return rule.slice(rule.lastIndexOf('/') + 1);
}
