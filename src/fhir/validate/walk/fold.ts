import type { JsonObject } from '../../json/json.ts';
import type { Finding } from '../plan/state.ts';

/** A finding at its place, with its rule as text. */
export interface Placed {
  readonly expression: string;
  readonly rule: string;
  readonly finding: Finding;
  /** The rules of what is told with it. */
  readonly also?: readonly string[];
}

/**
 * One fault is told once: of the findings at a place those that only repeat another one, or that
 * go away with it, are left out, and the one that stays has the most useful mend.
 */
export function folded(all: readonly Placed[]): readonly Placed[] {
  const places = new Map<string, Placed[]>();
  for (const one of all) {
    const here = places.get(one.expression);
    if (here === undefined) places.set(one.expression, [one]);
    else here.push(one);
  }
  if (places.size === all.length) return all;
  const kept = new Map<Placed, Placed>();
  for (const here of places.values()) {
    const told = here.length === 1 ? same(here) : foldedAt(here);
    const also = here.filter((one) => told.every(([other]) => other !== one));
    for (const [index, [one, changed]] of told.entries()) {
      const isFirst = index === 0 && also.length > 0;
      kept.set(one, isFirst ? { ...changed, also: also.map(({ rule }) => rule) } : changed);
    }
  }
  return all.flatMap((one) => kept.get(one) ?? []);
}

type Pair = readonly [Placed, Placed];

function same(here: readonly Placed[]): readonly Pair[] {
  return here.map((one) => [one, one]);
}

function foldedAt(all: readonly Placed[]): readonly Pair[] {
  // What has nothing but unknown members is not called empty too.
  const hasUnknown = all.some((one) => checkOf(one) === 'members');
  const here = hasUnknown ? all.filter((one) => !isEmptyObject(one)) : all;
  const independent = here.filter(
    (one) => !here.some((other) => follows(one, other)) && !isMissingInSlices(one, here),
  );
  const open = independent.filter((one) => !isSettledByOthers(one, independent));
  return ofOneValue(open.length > 0 ? open : here);
}

/** What a check is called in a rule's id. */
function checkOf({ rule }: Placed): string {
  return rule.slice(rule.lastIndexOf('/') + 1);
}

/** Findings that are there only because of another one at the same place. */
const FOLLOWS: Readonly<Record<string, (finding: Finding, other: Placed) => boolean>> = {
  // An empty object lacks all that it needs.
  min: ({ rule }, other) =>
    isEmptyObject(other) || other.finding.remedy?.gives?.() === nameOf(rule),
  // What may not stand here is not to be kept: this says more than "given more than once".
  choice: ({ rule }, other) =>
    checkOf(other) === 'type' && nameOf(rule) === nameOf(other.finding.rule),
  'us-core-17': (_, other) => checkOf(other) === 'us-core-16',
  form: ({ rule }, other) =>
    checkOf(other) === 'bdl-8' ||
    (rule === 'Bundle.entry.fullUrl/form' && isMissing('fullUrl', other)) ||
    (rule === 'Reference.type/form' && other.rule === 'Reference.type/target'),
  'bdl-5': (_, other) => isMissing('resource', other),
  ClaimFirst: (_, other) => isMissing('entry', other),
  ClaimResponseFirst: (_, other) => isMissing('entry', other),
  'ref-1': (_, { rule }) => rule === 'Reference.reference/form',
};

function follows(one: Placed, other: Placed): boolean {
  if (one === other || isWeaker(other, one)) return false;
  const check = checkOf(one);
  const isEmpty = one.finding.code === 'invariant' && isEmptyObject(other);
  return (
    isEmpty || (Object.hasOwn(FOLLOWS, check) && FOLLOWS[check]?.(one.finding, other) === true)
  );
}

/** Fewer values than are required, while the slices that lack name each of them. */
function isMissingInSlices({ finding }: Placed, here: readonly Placed[]): boolean {
  const { rule, remedy } = finding;
  if (remedy?.missing === undefined || typeof rule === 'string' || isSlice(rule)) return false;
  let named = 0;
  for (const { finding: other } of here) {
    const isOfIt = nameOf(other.rule) === rule.node.name && isSlice(other.rule);
    if (isOfIt) named += other.remedy?.missing ?? 0;
  }
  return named >= remedy.missing;
}

function isMissing(name: string, { finding }: Placed): boolean {
  return finding.remedy?.missing !== undefined && nameOf(finding.rule) === name;
}

function isSlice(rule: Finding['rule']): boolean {
  return typeof rule !== 'string' && rule.node.sliceName !== undefined;
}

function isEmptyObject(one: Placed): boolean {
  return one.finding.remedy?.isEmptyObject === true;
}

function nameOf(rule: Finding['rule']): string {
  return typeof rule === 'string' ? rule : rule.node.name;
}

/** An error is never left out for a warning. */
function isWeaker(one: Placed, other: Placed): boolean {
  return one.finding.severity !== 'error' && other.finding.severity === 'error';
}

/** A broken constraint that the mends of the other findings at the place would already settle. */
function isSettledByOthers(one: Placed, here: readonly Placed[]): boolean {
  const { isSettledIn, element } = one.finding.remedy ?? {};
  if (isSettledIn === undefined || element === undefined) return false;
  let mended: JsonObject = element;
  for (const other of here) {
    if (!isWeaker(other, one)) mended = other.finding.remedy?.applied?.(mended) ?? mended;
  }
  return mended !== element && isSettledIn(mended);
}

/** The first of them says what is wrong with a value; a constraint has its own last. */
const TELLING = ['type', 'code', 'fixed', 'pattern', 'absolute', 'regex', 'maxLength', 'binding'];

/** The first of them says best what to write; `invariant` stands for all constraints. */
const MENDING = 'fixed pattern binding maxBinding invariant type absolute regex code'.split(' ');

/** Of all that says that the value as a whole is wrong, one is told, with the best mend. */
function ofOneValue(here: readonly Placed[]): readonly Pair[] {
  const hasForm = here.some((one) => one.finding.isOfValue === true && checkOf(one) === 'type');
  const about = here.filter(
    ({ finding }) => finding.isOfValue === true && (hasForm || finding.code !== 'invariant'),
  );
  const stated = about.filter((one) => ['fixed', 'pattern'].includes(checkOf(one)));
  const isAlone = stated.length > 1 || about.length < 2;
  if (isAlone) return same(stated.length > 1 ? without(here, about, stated) : here);
  const first = bySeverity(about, TELLING);
  const best = bySeverity(about, MENDING);
  if (first === undefined || best === undefined) return same(here);
  const { mend, remedy } = best.finding;
  const { remedy: _, ...finding } = first.finding;
  const told = {
    ...first,
    finding: { ...finding, mend, ...(remedy === undefined ? {} : { remedy }) },
  };
  return without(here, about, [first]).map((one) => [one, one === first ? told : one]);
}

function without(
  here: readonly Placed[],
  left: readonly Placed[],
  kept: readonly Placed[],
): readonly Placed[] {
  return here.filter((one) => kept.includes(one) || !left.includes(one));
}

function bySeverity(about: readonly Placed[], order: readonly string[]): Placed | undefined {
  const rank = (one: Placed): number => {
    const at = order.indexOf(one.finding.code === 'invariant' ? 'invariant' : checkOf(one));
    const severity = one.finding.severity === 'error' ? 0 : order.length + 1;
    return severity + (at < 0 ? order.length : at);
  };
  return about.toSorted((one, other) => rank(one) - rank(other))[0];
}
