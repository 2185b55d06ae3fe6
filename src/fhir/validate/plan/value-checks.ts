import { compareMoments, momentOf } from '../../fhirpath/moment.ts';
import { isJsonObject, type Json, JsonDecimal } from '../../json/json.ts';
import { stringifyJson } from '../../json/stringify-json.ts';
import type { Terminology } from '../../terminology/terminology.ts';
import type { TypedValue } from '../facts.ts';
import { primitiveCheck } from '../primitive/primitive-check.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import type { BoundCodes } from './binding-advice.ts';
import { bindingChecks, boundCodes, codeSetMembership } from './binding-checks.ts';
import { codeStatusCheck } from './code-status-check.ts';
import { datatypeChecks, type Sha1 } from './datatype-checks.ts';
import { quote } from './quote.ts';
import { regexCheck, regexOf } from './regex-check.ts';
import type { Finding, State, ValueCheck } from './state.ts';
import { codesIn } from './stated-codes.ts';
import { fitsPattern, isEqual } from './value-match.ts';

/** Makes the checks of values: primitive form, fixed, pattern, range, length, bindings. */
export interface ValueChecks {
  primitive(type: string): State['primitive'];
  of(nodes: readonly ElementNode[], type: string): readonly ValueCheck[];
  /** Codes that all bindings of an element leave, some of them; undefined where none is bound. */
  codes(nodes: readonly ElementNode[], type: string): BoundCodes | undefined;
  /** Whether a coded value belongs to a value set; undefined when the set is not loaded. */
  membership(valueSet: string, packageId: string): ((value: Json) => boolean) | undefined;
}

/** Makes the checks over a terminology. */
export function createValueChecks(terminology: Terminology, sha1?: Sha1): ValueChecks {
  return {
    primitive: primitiveCheck,
    of(nodes, type) {
      return [
        ...distinct(nodes, (node) => node.content.fixed).map(fixedCheck),
        ...distinct(nodes, (node) => node.content.pattern).map(patternCheck),
        ...distinct(nodes, (node) => node.content.minValue).map(minCheck),
        ...distinct(nodes, (node) => node.content.maxValue).map(maxCheck),
        ...distinct(nodes, (node) => node.content.maxLength).map(lengthCheck),
        ...distinct(nodes, (node) => regexOf(node, type)).map(regexCheck),
        ...bindingChecks(nodes, type, terminology),
        ...codeStatusCheck(nodes, type, terminology),
        ...datatypeChecks(nodes, type, sha1),
      ];
    },
    codes: (nodes, type) => boundCodes(nodes, type, terminology),
    membership: (valueSet, packageId) => codeSetMembership(valueSet, packageId, terminology),
  };
}

type Stated<Value> = { readonly node: ElementNode; readonly value: Value };

/** What the definitions say, each once: inherited statements are the same object or number. */
function distinct<Value>(
  nodes: readonly ElementNode[],
  read: (node: ElementNode) => Value | undefined,
): readonly Stated<Value>[] {
  const seen = new Map<Value, Stated<Value>>();
  for (const node of nodes) {
    const value = read(node);
    if (value !== undefined && !seen.has(value)) seen.set(value, { node, value });
  }
  return [...seen.values()];
}

function fixedCheck({ node, value: fixed }: Stated<TypedValue>): ValueCheck {
  const finding = (value: Json): Finding => ({
    severity: 'error',
    code: 'value',
    rule: { node, check: 'fixed' },
    message: `${quote(value)} is not the fixed value ${show(fixed.value)}`,
    mend: `use exactly ${show(fixed.value)}`,
    isOfValue: true,
  });
  return (value, context) => {
    if (!isEqual(value, fixed.value)) context.report(finding(value));
  };
}

function patternCheck({ node, value: { value: pattern } }: Stated<TypedValue>): ValueCheck {
  const isObject = typeof pattern === 'object';
  const words = isObject ? lacks : differs;
  // A pattern that leaves the code open says nothing of what a binding says.
  const about = !isObject || codesIn(pattern).length > 0 ? ({ isOfValue: true } as const) : {};
  return (value, context) => {
    if (fitsPattern(value, pattern)) return;
    const rule = { node, check: 'pattern' };
    context.report({ severity: 'error', code: 'value', rule, ...words(value, pattern), ...about });
  };
}

function differs(value: Json, pattern: Json): Pick<Finding, 'message' | 'mend'> {
  return {
    message: `${quote(value)} is not ${show(pattern)}`,
    mend: `write ${show(pattern)}`,
  };
}

function lacks(value: Json, pattern: Json): Pick<Finding, 'message' | 'mend'> {
  return {
    message: `${quoteJson(value, VALUE_MAX)} does not have all of ${show(pattern)}`,
    mend: `add ${show(missingOf(value, pattern) ?? pattern)}; more may stand beside it`,
  };
}

/** What of a pattern a value lacks; lists are told whole. */
function missingOf(value: Json | undefined, pattern: Json): Json | undefined {
  if (fitsPattern(value, pattern)) return undefined;
  if (!isJsonObject(pattern) || !isJsonObject(value)) return pattern;
  const missing: Record<string, Json> = {};
  for (const [name, wanted] of Object.entries(pattern)) {
    const lacking = wanted === undefined ? undefined : missingOf(value[name], wanted);
    if (lacking !== undefined) missing[name] = lacking;
  }
  return missing;
}

/** A fixed value or pattern as text; objects as compact JSON. */
function show(value: Json): string {
  return typeof value === 'object' ? quoteJson(value, PATTERN_MAX) : quote(value);
}

const PATTERN_MAX = 160;
const VALUE_MAX = 64;

function quoteJson(value: Json, max: number): string {
  const text = stringifyJson(value).replace(/\p{Cc}/gu, ' ');
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

function minCheck({ node, value: limit }: Stated<TypedValue>): ValueCheck {
  return rangeCheck(node, limit, { check: 'minValue', isBroken: (order) => order < 0 });
}

function maxCheck({ node, value: limit }: Stated<TypedValue>): ValueCheck {
  return rangeCheck(node, limit, { check: 'maxValue', isBroken: (order) => order > 0 });
}

interface RangeSide {
  readonly check: 'minValue' | 'maxValue';
  isBroken(order: number): boolean;
}

function rangeCheck(node: ElementNode, limit: TypedValue, side: RangeSide): ValueCheck {
  const bound = side.check === 'minValue' ? 'smallest' : 'largest';
  return (value, context) => {
    const order = compare(value, limit.value);
    if (order === undefined || !side.isBroken(order)) return;
    context.report({
      severity: 'error',
      code: 'value',
      rule: { node, check: side.check },
      message: `${quote(value)} is outside of the range: the ${bound} is ${show(limit.value)}`,
      mend: `use a value from ${show(limit.value)} ${side.check === 'minValue' ? 'up' : 'down'}`,
    });
  };
}

/** Numbers by value, dates and times by their moment; undefined where that leaves it open. */
function compare(value: Json, limit: Json): number | undefined {
  if (isNumber(value) && isNumber(limit)) return Number(String(value)) - Number(String(limit));
  if (typeof value !== 'string' || typeof limit !== 'string') return undefined;
  const [moment, bound] = [momentOf(value), momentOf(limit)];
  return moment === undefined || bound === undefined ? undefined : compareMoments(moment, bound);
}

function isNumber(value: Json): boolean {
  return typeof value === 'number' || value instanceof JsonDecimal;
}

function lengthCheck({ node, value: limit }: Stated<number>): ValueCheck {
  return (value, context) => {
    if (typeof value !== 'string' || value.length <= limit || !isLonger(value, limit)) return;
    context.report({
      severity: 'error',
      code: 'too-long',
      rule: { node, check: 'maxLength' },
      message: `the text has more than the ${limit} characters that are allowed`,
      mend: `shorten it to ${limit} characters`,
      isOfValue: true,
    });
  };
}

/** Characters are what Unicode calls so: one may take two places in a string. */
function isLonger(text: string, limit: number): boolean {
  let count = 0;
  for (const _ of text) {
    count += 1;
    if (count > limit) return true;
  }
  return false;
}
