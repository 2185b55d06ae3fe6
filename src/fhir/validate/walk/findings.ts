import type { Json, JsonObject } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { Finding, Member, Rule, State } from '../plan/state.ts';
import type { PrimitiveFault } from '../primitive/primitive-fault.ts';
import { primitiveMend } from '../primitive/primitive-mend.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { tooMany, withoutKeys } from './findings-counts.ts';
import { typesInAll } from './findings-members.ts';

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

/** What is wrong with a primitive value, and whether an example may stand in its place. */
export interface WrongValue {
  readonly fault: PrimitiveFault;
  allows(example: Json): boolean;
}

/** A primitive value that is not of its type. */
export function wrongPrimitive(
  member: Member,
  value: Json,
  { fault, allows }: WrongValue,
): Finding {
  const codes = { 'json-type': 'structure', format: 'value', 'too-long': 'too-long' } as const;
  return {
    severity: fault.severity,
    code: codes[fault.kind],
    rule: ruleOf(member, 'type'),
    message: `${quote(value)} ${fault.reason}`,
    mend: primitiveMend(member.type, fault, () => true),
    ...(fault.kind === 'json-type' ? {} : { isOfValue: true }),
    remedy: { mend: () => primitiveMend(member.type, fault, allows) },
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
  const allowed = typesInAll(member.slot, rule.node).join(', ');
  return {
    severity: 'error',
    code: 'structure',
    rule,
    message: `${member.slot.name} may not be a ${member.type} here`,
    mend: allowed === '' ? 'remove it' : `use one of: ${allowed}`,
    remedy: { applied: (element) => withoutKeys(element, [member.key]) },
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
    mend: member.slot.min > 0 ? 'fill it' : 'remove it or fill it',
  };
}

/** An object without members. */
export function emptyObject({ nodes, required }: State): Finding {
  const [node] = nodes;
  const needs = required.slice(0, 5).map(({ name }) => name);
  const fill = needs.length === 0 ? 'fill it' : `fill it: it needs ${needs.join(', ')}`;
  const isNeeded = nodes.some(({ content }) => content.min > 0);
  return {
    severity: 'error',
    code: 'invariant',
    rule: node === undefined ? 'Element/ele-1' : { node, check: 'ele-1' },
    message: 'the object is empty: an element needs a value or children',
    mend: isNeeded ? fill : `remove it or ${fill}`,
    remedy: { isEmptyObject: true },
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

/** Whether a value stands beside a sibling, and whether the element has to be there. */
export interface SiblingPlace {
  readonly hasMain: boolean;
  readonly isRequired: boolean;
}

/** What a sibling breaks beside a value, or in its place; undefined when nothing. */
export function ofSibling(
  rule: Rule | undefined,
  { extension }: JsonObject,
  { hasMain, isRequired }: SiblingPlace,
): Finding | undefined {
  if (rule === undefined) return undefined;
  if (!hasMain) return valueAbsent(rule, isRequired);
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
    mend: 'send the fixed value',
  },
  pattern: {
    code: 'value',
    message: 'an extension stands in place of a value that a pattern asks for',
    mend: 'send the value of the pattern',
  },
  value: {
    code: 'value',
    message: 'an extension stands in place of a name, and names nothing',
    mend: 'send the value',
  },
};

const absentCode: Pick<Finding, 'code' | 'message' | 'mend'> = {
  code: 'code-invalid',
  message: 'an extension stands in place of a code that is required to be of its value set',
  mend: 'send a code of the value set, such as one for unknown',
};

/** An extension alone, where a fixed value or a code of a required binding has to stand. */
function valueAbsent(rule: Rule, isRequired: boolean): Finding {
  const words = absentWords[rule.check] ?? absentCode;
  const mend = isRequired ? words.mend : `${words.mend}, or leave the element out`;
  return { severity: 'error', rule, ...words, mend };
}

function ruleOf(member: Member, check: string): Rule | string {
  const [node] = member.slot.nodes;
  return node === undefined ? `${member.key}/${check}` : { node, check };
}
