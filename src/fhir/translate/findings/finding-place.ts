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
  /** The extension that it is in: the last part of its URL. */
  readonly extension: string | undefined;
  readonly isAbsent: boolean;
}

/**
 * Reads where a finding stands; undefined when it is not inside the request's Bundle.
 * Shape: the Bundle, an issue whose expression is rooted at it -> its place.
 */
export function findingPlace(bundle: JsonObject, issue: Issue): FindingPlace | undefined {
  const from = rootOf(issue.expression);
  if (from === undefined) return undefined;
  const expression = issue.expression.slice(from);
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
    extension: read.extension,
    isAbsent: checkOf(issue.rule) === 'min',
  };
}

/** Where the Bundle begins in an expression: at once, or inside the Parameters it came in. */
function rootOf(expression: string): number | undefined {
  if (/^Bundle(?:\.|$)/u.test(expression)) return 0;
  const wrapped = /^Parameters\.parameter\[\d+\]\.resource(?=\.entry\b)/u.exec(expression)?.[0];
  return wrapped === undefined ? undefined : wrapped.length;
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
  readonly extension: string | undefined;
}

/** Follows steps through JSON that may be anything. */
function walk(root: JsonObject, steps: readonly Step[]): Walked {
  const names: string[] = [];
  let value: Json | undefined = root;
  let sibling: Json | undefined;
  let extension: string | undefined;
  for (const { name, index } of steps) {
    const owner: JsonObject | undefined = [value, sibling].find(isJsonObject);
    value = item(member(owner, name), index);
    sibling = item(member(owner, `_${name}`), index);
    const isExtension = name === 'extension' || name === 'modifierExtension';
    const url = isExtension && isJsonObject(value) ? value.url : undefined;
    const last = typeof url === 'string' ? lastOf(url) : undefined;
    if (extension === undefined && name === 'extension') extension = last;
    names.push(isExtension && last !== undefined ? `${name}(${last})` : name);
  }
  return { names, value, extension };
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

/**
 * A rule about something that is absent, or about how often it is there, stands at its owner: the
 * element is named by the rule then. Where that is not sure, both are taken.
 */
function elementsOf(path: readonly string[], rule: string): readonly string[] {
  const here = path.join('.');
  const named = nameIn(rule);
  const last = path.at(-1)?.replace(/\(.*/u, '');
  if (named === undefined || named === last) return [here];
  const below = here === '' ? named : `${here}.${named}`;
  return checkOf(rule) === 'min' ? [below] : [here, below];
}

/** The last element that a rule names: `Patient.identifier:memberid` gives `identifier`. */
function nameIn(rule: string): string | undefined {
  const id = /#([^/]*)\//u.exec(rule)?.[1];
  const dot = id?.lastIndexOf('.') ?? -1;
  if (id === undefined || dot < 0) return undefined;
  const last = id.slice(dot + 1);
  // Which extension a slice means is not known from its name.
  return last.startsWith('extension:') ? last : last.replace(/(?:\[x\])?(?::.*)?$/u, '');
}

function checkOf(rule: string): string {
  return rule.slice(rule.lastIndexOf('/') + 1);
}
