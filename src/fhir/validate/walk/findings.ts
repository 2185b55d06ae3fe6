import type { Json, JsonObject } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { Finding, Member, PlannedInvariant, Rule, Slot, State } from '../plan/state.ts';
import type { PrimitiveFault } from '../primitive/primitive-fault.ts';
import { primitiveMend } from '../primitive/primitive-mend.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { isChoiceOf } from './absence.ts';
import { type InvariantWords, invariantWords } from './invariant-words.ts';

/** An object member that no element definition knows, or a choice of a type that none allows. */
export function unknownMember(key: string, state: State): Finding {
  const choice = state.slots.find((slot) => isChoiceOf(key, slot));
  const node = choice?.nodes[0];
  if (choice !== undefined && node !== undefined) return wrongChoice(key, choice, node);
  return {
    severity: 'error',
    code: 'structure',
    rule: `${state.type}/members`,
    message: `there is no element ${quote(key)} in ${state.type}`,
    mend: 'remove it, or check its spelling: names are case-sensitive',
  };
}

function wrongChoice(key: string, { maxRule }: Slot, node: ElementNode): Finding {
  const types = node.content.types.map((type) => type.code).join(', ');
  return {
    severity: 'error',
    code: 'structure',
    rule: { node: maxRule.node, check: 'type' },
    message: `${quote(key)} has a type that is not allowed here; allowed: ${types}`,
    mend: `use one of: ${types}`,
  };
}

/** A required child that is absent. */
export function missing(slot: Slot): Finding {
  const few = slot.min > 1 ? `at least ${slot.min} of ${slot.name}` : slot.name;
  return {
    severity: 'error',
    code: 'required',
    rule: slot.minRule,
    message: `${few} is missing`,
    mend: `add ${slot.name}`,
  };
}

/** Fewer values than the definition asks for. */
export function tooFew(slot: Slot, count: number): Finding {
  return {
    severity: 'error',
    code: 'required',
    rule: slot.minRule,
    message: `${slot.name} occurs ${times(count)}; at least ${slot.min} are required`,
    mend: `add ${slot.min - count} more`,
  };
}

/** More values than the definition allows; none at all where the maximum is 0. */
export function tooMany(slot: Slot, count: number): Finding {
  const { max, name } = slot;
  return {
    severity: 'error',
    code: 'structure',
    rule: slot.maxRule,
    message:
      max === 0
        ? `${name} is not allowed here`
        : `${name} occurs ${times(count)}; at most ${max} are allowed`,
    mend: max === 0 ? 'remove it' : `keep ${max} of them`,
  };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** A slice with too few or too many values. */
export function sliceCount(node: ElementNode, count: number): Finding {
  const { min, max } = node.content;
  const name = `${node.name}:${node.sliceName ?? ''}`;
  const isFew = count < min;
  return {
    severity: 'error',
    code: isFew ? 'required' : 'structure',
    rule: { node, check: isFew ? 'min' : 'max' },
    ...(isFew ? fewWords(name, count, min) : manyWords(name, count, max)),
  };
}

type Words = Pick<Finding, 'message' | 'mend'>;

function fewWords(name: string, count: number, min: number): Words {
  if (count > 0) {
    const message = `the slice ${name} occurs ${times(count)}; at least ${min} are required`;
    return { message, mend: `add ${min - count} more` };
  }
  const message =
    min > 1 ? `at least ${min} of the slice ${name} are missing` : `the slice ${name} is missing`;
  return { message, mend: `add ${name}` };
}

function manyWords(name: string, count: number, max: number): Words {
  if (max === 0) return { message: `the slice ${name} is not allowed here`, mend: 'remove it' };
  const message = `the slice ${name} occurs ${times(count)}; at most ${max} are allowed`;
  return { message, mend: `keep ${max} of them` };
}

/** A value that fits no slice of a closed list, or stands after where it may. */
export function sliceMisfit(node: ElementNode, what: 'closed' | 'openAtEnd' | 'ordered'): Finding {
  const messages = {
    closed: 'the value fits none of the slices that are allowed here',
    openAtEnd: 'a value that fits a slice stands after one that fits none',
    ordered: 'the values do not stand in the order of their slices',
  };
  return {
    severity: 'error',
    code: 'structure',
    rule: { node, check: 'slicing' },
    message: messages[what],
    mend: what === 'closed' ? 'remove it or make it fit a slice' : 'put it in its place',
  };
}

/** A JSON value of the wrong kind: an array for a single element, text for an object … */
export function wrongForm(member: Member, value: Json, wanted: string): Finding {
  return {
    severity: 'error',
    code: 'structure',
    rule: ruleOf(member, 'form'),
    message: `${quote(value)} stands where ${wanted} is expected`,
    mend: `send ${wanted}`,
  };
}

/** A primitive value that is not of its type. */
export function wrongPrimitive(member: Member, value: Json, fault: PrimitiveFault): Finding {
  const codes = { 'json-type': 'structure', format: 'value', 'too-long': 'too-long' } as const;
  return {
    severity: fault.severity,
    code: codes[fault.kind],
    rule: ruleOf(member, 'type'),
    message: `${quote(value)} ${fault.reason}`,
    mend: primitiveMend(member.type, fault),
  };
}

/** A member that its definition leaves out: the whole element, or the type of a choice. */
export function notAllowed(member: Member): Finding {
  const { forbiddenBy } = member;
  if (member.form === 'prohibited' || forbiddenBy === undefined) return tooMany(member.slot, 1);
  return forbiddenType(member, forbiddenBy);
}

/** A choice of a type that a definition leaves out. */
function forbiddenType(member: Member, rule: Rule): Finding {
  const allowed = rule.node.content.types.map((type) => type.code).join(', ');
  return {
    severity: 'error',
    code: 'structure',
    rule,
    message: `${member.slot.name} may not be a ${member.type} here`,
    mend: allowed === '' ? 'remove it' : `use one of: ${allowed}`,
  };
}

/** Two members of one choice: valueString beside valueCode. */
export function secondChoice(member: Member): Finding {
  return {
    severity: 'error',
    code: 'structure',
    rule: ruleOf(member, 'choice'),
    message: `${member.slot.name} is given more than once, with different types`,
    mend: 'keep one of them',
  };
}

/** An object or array without content. */
export function empty(member: Member, what: string): Finding {
  return {
    severity: 'error',
    code: 'invariant',
    rule: ruleOf(member, 'ele-1'),
    message: `${what} says nothing: an element needs a value or children`,
    mend: 'remove it or fill it',
  };
}

/** An object without members. */
export function emptyObject(state: State): Finding {
  const [node] = state.nodes;
  return {
    severity: 'error',
    code: 'invariant',
    rule: node === undefined ? 'Element/ele-1' : { node, check: 'ele-1' },
    message: 'the object is empty: an element needs a value or children',
    mend: 'remove it or fill it',
  };
}

/** A list of primitives and the list of their siblings that don't have the same length. */
export function unequalLists(member: Member): Finding {
  return {
    severity: 'warning',
    code: 'structure',
    rule: ruleOf(member, 'form'),
    message: `the lists ${quote(member.key)} and ${quote(member.siblingKey)} differ in length`,
    mend: 'fill the shorter one with null',
  };
}

/** A sibling with nothing but an id, where there is no value either. */
export function idAlone(member: Member): Finding {
  return empty(member, 'an id alone');
}

/** What a sibling breaks beside a value, or in its place; undefined when nothing. */
export function ofSibling(
  rule: Rule | undefined,
  { extension }: JsonObject,
  hasMain: boolean,
): Finding | undefined {
  if (rule === undefined) return undefined;
  if (!hasMain) return valueAbsent(rule);
  return rule.check === 'fixed' && extension !== undefined ? extended(rule) : undefined;
}

/** A fixed value is the whole element: R4, fixed[x], missing elements must also be missing. */
function extended(rule: Rule): Finding {
  return {
    severity: 'error',
    code: 'value',
    rule,
    message: 'an extension stands beside a value that is fixed without one',
    mend: 'send the fixed value without the extension',
  };
}

const absentWords: Readonly<Record<string, Pick<Finding, 'code' | 'message' | 'mend'>>> = {
  fixed: {
    code: 'value',
    message: 'an extension stands in place of a value that is fixed',
    mend: 'send the fixed value, or leave the element out',
  },
  pattern: {
    code: 'value',
    message: 'an extension stands in place of a value that a pattern asks for',
    mend: 'send the value of the pattern, or leave the element out',
  },
  value: {
    code: 'value',
    message: 'an extension stands in place of a name, and names nothing',
    mend: 'send the value, or leave the element out',
  },
};

const absentCode: Pick<Finding, 'code' | 'message' | 'mend'> = {
  code: 'code-invalid',
  message: 'an extension stands in place of a code that is required to be of its value set',
  mend: 'send a code of the value set, such as one for unknown, or leave the element out',
};

/** An extension alone, where a fixed value or a code of a required binding has to stand. */
function valueAbsent(rule: Rule): Finding {
  return { severity: 'error', rule, ...(absentWords[rule.check] ?? absentCode) };
}

/** A broken constraint. */
export function broken(invariant: PlannedInvariant, value: Json | undefined): Finding {
  const { rule, severity, expression } = invariant;
  const words = invariantWords(rule.check, expression, value) ?? rawWords(invariant, value);
  return { severity, code: 'invariant', rule, ...words };
}

function rawWords({ rule, expression }: PlannedInvariant, value: Json | undefined): InvariantWords {
  const seen = value === undefined || typeof value === 'object' ? '' : ` for ${quote(value)}`;
  return {
    message: `the rule ${rule.check} does not hold${seen}: ${shorten(expression)}`,
    mend: 'change the element so that the expression becomes true',
  };
}

function shorten(expression: string): string {
  return expression.length <= 200 ? expression : `${expression.slice(0, 199)}…`;
}

function ruleOf(member: Member, check: string): Rule | string {
  const [node] = member.slot.nodes;
  return node === undefined ? `${member.key}/${check}` : { node, check };
}
