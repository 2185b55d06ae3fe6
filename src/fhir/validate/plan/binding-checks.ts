import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import type { CodeSet, Membership, Terminology } from '../../terminology/terminology.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { type Advised, type BoundCodes, bindingMend, fittingCodes } from './binding-advice.ts';
import { quote } from './quote.ts';
import type { CheckContext, Finding, Rule, ValueCheck } from './state.ts';
import { leavesOut, statedCodes } from './stated-codes.ts';
import { isPrimitiveType } from './type-names.ts';

/** A binding together with the value set it names. */
interface Bound extends Advised {
  readonly rule: Rule;
  readonly valueSet: string;
  readonly severity: 'error' | 'warning';
  readonly undecided: string;
  /** A maximum says which codes may be used, not that there be one. */
  readonly isMaximum: boolean;
  /** Codes that R4 allows in words beside the value set. */
  readonly beside: RegExp | undefined;
}

type Reader = (value: Json, bound: Bound, context: CheckContext) => void;

/** The checks of required and extensible bindings and of maximum sets; weaker ones bind nobody. */
export function bindingChecks(
  nodes: readonly ElementNode[],
  type: string,
  terminology: Terminology,
): readonly ValueCheck[] {
  const reader = READERS[type] ?? DEFAULT_READERS[type];
  if (reader === undefined) return [];
  return boundSets(nodes, type, terminology).map((bound) => {
    if (bound.codes === undefined) return unresolved(bound);
    return (value: Json, context: CheckContext) => reader(value, bound, context);
  });
}

/** The rule of the first required binding. */
export function requiredBinding(nodes: readonly ElementNode[]): Rule | undefined {
  const node = nodes.find((one) => one.content.binding?.strength === 'required');
  return node === undefined ? undefined : { node, check: 'binding' };
}

function boundSets(
  nodes: readonly ElementNode[],
  type: string,
  terminology: Terminology,
): readonly Bound[] {
  const stated = statedCodes(nodes, type);
  const isBare = isPrimitiveType(type);
  const found = new Map<string, Omit<Bound, 'others'>>();
  for (const node of nodes) {
    const { packageId } = node.content;
    for (const one of statedSets(node)) {
      const { valueSet, severity, check } = one;
      const key = `${check} ${severity} ${valueSet} ${packageId}`;
      if (found.has(key)) continue;
      const codes = terminology.codeSet(valueSet, packageId);
      const undecided = `value set ${valueSet}: its codes are not all loaded`;
      const rule = { node, check };
      const isMaximum = check === 'maxBinding';
      const isOpen = severity === 'warning' && check === 'binding';
      const beside = BESIDE.get(node.content.declaredAt);
      const own = { rule, valueSet, severity, codes, undecided, isMaximum, beside };
      found.set(key, { ...own, stated, isBare, isOpen });
    }
  }
  const bounds = [...found.values()].filter((bound) => !isOverruled(bound));
  return bounds.map((bound) => ({ ...bound, others: bounds.flatMap(otherThan(bound)) }));
}

function otherThan(bound: Omit<Bound, 'others'>) {
  return (one: Omit<Bound, 'others'>): readonly CodeSet[] =>
    one === bound || one.codes === undefined ? [] : [one.codes];
}

/**
 * Where a profile fixes a code that a weaker binding does not have, the profile has chosen: to warn
 * of it would be to advise what the profile forbids.
 */
function isOverruled({ severity, codes, stated, isBare }: Omit<Bound, 'others'>): boolean {
  return severity === 'warning' && codes !== undefined && leavesOut(codes, stated, isBare);
}

type StatedSet = Pick<Bound, 'valueSet' | 'severity'> & { readonly check: string };

/**
 * R4 says in the comments of two formats that `xml`, `json` and `ttl` stand for its own encodings,
 * and in sdf-19 that the type of an element may be one of FHIRPath's.
 */
const SHORT_FORMATS = /^(?:xml|json|ttl)$/;
const BESIDE: ReadonlyMap<string, RegExp> = new Map([
  ['CapabilityStatement.format', SHORT_FORMATS],
  ['Signature.targetFormat', SHORT_FORMATS],
  ['ElementDefinition.type.code', /^http:\/\/hl7\.org\/fhirpath\/System\.[A-Z][A-Za-z]+$/],
]);

/**
 * A value set that binds, and the one that no code may leave: R4 calls a maximum a required binding
 * over the top of the other one, however weak that is (extension elementdefinition-maxValueSet).
 */
function statedSets({ content }: ElementNode): readonly StatedSet[] {
  const { strength, valueSet, maxValueSet } = content.binding ?? {};
  const sets: StatedSet[] = [];
  if (valueSet !== undefined && (strength === 'required' || strength === 'extensible')) {
    const severity = strength === 'required' ? 'error' : 'warning';
    sets.push({ valueSet, severity, check: 'binding' });
  }
  if (maxValueSet !== undefined) {
    sets.push({ valueSet: maxValueSet, severity: 'error', check: 'maxBinding' });
  }
  return sets;
}

function unresolved(bound: Bound): ValueCheck {
  const text = `value set ${bound.valueSet} is not loaded: codes bound to it are not checked`;
  return (_value, context) => context.undecided(text);
}

const READERS: Readonly<Record<string, Reader>> = {
  code: readCode,
  CodeableConcept: readConcept,
  Coding: readCoding,
  Quantity: readCoding,
  Age: readCoding,
  Duration: readCoding,
  Distance: readCoding,
  Count: readCoding,
};

const DEFAULT_READERS: Readonly<Record<string, Reader>> = {
  string: readCode,
  uri: readCode,
  url: readCode,
  canonical: readCode,
};

function readCode(value: Json, bound: Bound, context: CheckContext): void {
  if (typeof value !== 'string' || bound.beside?.test(value) === true) return;
  settle(membership(bound, undefined, value), bound, context, () => outside(bound, value));
}

function readCoding(value: Json, bound: Bound, context: CheckContext): void {
  if (!isJsonObject(value)) return;
  const { system, code } = value;
  if (typeof code !== 'string') return;
  if (typeof system !== 'string') {
    const [system, ...others] = bound.codes?.systems ?? [];
    const isOne = system !== undefined && others.length === 0;
    const mend = isOne ? `add the system of the code: ${quote(system)}` : WITHOUT_SYSTEM.mend;
    context.report({ ...outside(bound, code), ...WITHOUT_SYSTEM, mend, severity: 'warning' });
    return;
  }
  settle(membership(bound, system, code), bound, context, () => outside(bound, code, system));
}

const WITHOUT_SYSTEM: Pick<Finding, 'message' | 'mend'> = {
  message: 'a code without its system means nothing outside of its sender',
  mend: 'add the system of the code',
};

/** One of the codings has to be in the value set; others may stand beside it. */
function readConcept(value: Json, bound: Bound, context: CheckContext): void {
  if (!isJsonObject(value)) return;
  const codings = isJsonArray(value.coding) ? value.coding : [];
  let best: Membership = 'out';
  let first: readonly [string, string | undefined] | undefined;
  for (const coding of codings) {
    if (!isJsonObject(coding) || typeof coding.code !== 'string') continue;
    const system = typeof coding.system === 'string' ? coding.system : undefined;
    first ??= [coding.code, system];
    if (system === undefined) continue;
    const found = membership(bound, system, coding.code);
    if (found === 'in') return;
    if (found === 'unknown') best = 'unknown';
  }
  if (bound.isMaximum && systemless(codings)) return;
  const finding = (): Finding =>
    first === undefined ? withoutCode(bound) : outside(bound, first[0], first[1]);
  settle(best, bound, context, finding);
}

/** Text alone, or codes of no system: no code that could leave a value set. */
function systemless(codings: readonly Json[]): boolean {
  return !codings.some((coding) => {
    if (!isJsonObject(coding)) return false;
    return typeof coding.code === 'string' && typeof coding.system === 'string';
  });
}

function membership(bound: Bound, system: string | undefined, code: string): Membership {
  return bound.codes?.has(system, code) ?? 'unknown';
}

function settle(
  found: Membership,
  bound: Bound,
  context: CheckContext,
  finding: () => Finding,
): void {
  if (found === 'out') context.report(finding());
  else if (found === 'unknown') {
    context.undecided(bound.undecided);
  }
}

function outside(bound: Bound, code: string, system?: string): Finding {
  const from = system === undefined ? '' : ` of ${quote(system)}`;
  return {
    severity: bound.severity,
    code: 'code-invalid',
    rule: bound.rule,
    message: `the code ${quote(code)}${from} is not in the value set ${bound.valueSet}`,
    mend: bindingMend(bound),
    isOfValue: true,
  };
}

function withoutCode(bound: Bound): Finding {
  return {
    severity: bound.severity,
    code: 'code-invalid',
    rule: bound.rule,
    message: `there is no code; one of the value set ${bound.valueSet} is expected`,
    mend: bindingMend(bound),
    isOfValue: true,
  };
}

/** The codes that all bindings of an element leave, some of them; systems where none are here. */
export function boundCodes(
  nodes: readonly ElementNode[],
  type: string,
  terminology: Terminology,
): BoundCodes | undefined {
  const [first, ...others] = boundSets(nodes, type, terminology);
  const bound = first ?? preferredSet(nodes, type, terminology);
  if (bound === undefined) return undefined;
  const named = [bound, ...others].find(({ codes }) => codes !== undefined) ?? bound;
  return { codes: fittingCodes(named), systems: named.codes?.systems ?? [] };
}

/** A value set that is only recommended, where none binds. */
function preferredSet(
  nodes: readonly ElementNode[],
  type: string,
  terminology: Terminology,
): Bound | undefined {
  for (const node of nodes) {
    const { binding, packageId } = node.content;
    if (binding?.valueSet === undefined) continue;
    const { valueSet } = binding;
    const codes = terminology.codeSet(valueSet, packageId);
    const rule = { node, check: 'binding' };
    const isBare = isPrimitiveType(type);
    const about = { rule, valueSet, codes, isBare, stated: [], others: [], isOpen: true };
    const weak = { isMaximum: false, beside: undefined, severity: 'warning' as const };
    return { ...about, ...weak, undecided: '' };
  }
  return undefined;
}

/** Whether a coded value belongs to a value set; undefined when the set is not loaded. */
export function codeSetMembership(
  valueSet: string,
  packageId: string,
  terminology: Terminology,
): ((value: Json) => boolean) | undefined {
  const codes = terminology.codeSet(valueSet, packageId);
  if (codes === undefined) return undefined;
  const isIn = (coding: Json): boolean =>
    isJsonObject(coding) &&
    typeof coding.code === 'string' &&
    typeof coding.system === 'string' &&
    codes.has(coding.system, coding.code) === 'in';
  return (value) => {
    if (typeof value === 'string') return codes.has(undefined, value) === 'in';
    if (!isJsonObject(value)) return false;
    return isJsonArray(value.coding) ? value.coding.some(isIn) : isIn(value);
  };
}
