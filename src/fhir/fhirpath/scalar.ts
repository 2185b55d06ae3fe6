import { JsonDecimal } from '../json/json.ts';
import type { BinaryNode, CallNode, Expression } from './ast.ts';
import { type Continuation, type Frame, type Kit, ONE, type Single, spend } from './frame.ts';
import { Moment } from './moment.ts';
import { compiledPattern } from './safe-pattern.ts';
import { singleOf } from './single.ts';
import { Measure, type Value } from './value.ts';

const COUNT: Continuation = { stop: false, enter: () => ONE };
const TEXT_MAX = 65_536;

/** Compiles a node that gives one plain value: literals, arithmetic, text and number functions. */
export function compileScalar(kit: Kit, node: Expression, type: string): Single {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'index':
      return (_value, _sibling, frame) => (frame.index < 0 ? undefined : frame.index);
    case 'negate': {
      const one = singleOf(kit, node.of, type, 'converted');
      return (value, sibling, frame) => negated(one(value, sibling, frame), frame);
    }
    case 'binary':
      return node.operator === '&' ? joined(kit, node, type) : arithmetic(kit, node, type);
    case 'call':
      return callScalar(kit, node, type);
    default:
      return () => undefined;
  }
}

function negated(value: Value | undefined, frame: Frame): Value | undefined {
  if (typeof value === 'number') return -value;
  if (value instanceof Measure) return new Measure(-value.amount, value.unit);
  frame.failed = true;
  return undefined;
}

function joined(kit: Kit, node: BinaryNode, type: string): Single {
  const a = singleOf(kit, node.left, type, 'raw');
  const b = singleOf(kit, node.right, type, 'raw');
  return (value, sibling, frame) => {
    const left = a(value, sibling, frame) ?? '';
    const right = b(value, sibling, frame) ?? '';
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    frame.failed = true;
    return undefined;
  };
}

function arithmetic(kit: Kit, node: BinaryNode, type: string): Single {
  const a = singleOf(kit, node.left, type, 'converted');
  const b = singleOf(kit, node.right, type, 'converted');
  const { operator } = node;
  return (value, sibling, frame) => {
    const left = a(value, sibling, frame);
    const right = b(value, sibling, frame);
    if (left === undefined || right === undefined) return undefined;
    if (typeof left === 'number' && typeof right === 'number') {
      return calculated(operator, left, right);
    }
    if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
      return left + right;
    }
    frame.failed = true;
    return undefined;
  };
}

function calculated(operator: BinaryNode['operator'], a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case 'div':
      return b === 0 ? undefined : Math.trunc(a / b);
    default:
      return b === 0 ? undefined : a % b;
  }
}

type ValueFunction = (
  value: Value,
  frame: Frame,
  first: Value | undefined,
  second: Value | undefined,
) => Value | undefined;

function callScalar(kit: Kit, node: CallNode, type: string): Single {
  if (node.name === 'count') return kit.stream(node.of, type, COUNT);
  if (node.name === 'join') return joinedTexts(kit, node, type);
  if (node.name === 'replaceMatches') return replacedMatches(kit, node, type);
  const apply = node.name === 'toString' ? textOf : VALUES[node.name];
  const input = singleOf(kit, node.of, type, 'raw');
  const [first, second] = node.args.map((arg) => singleOf(kit, arg, type, 'raw'));
  return (value, sibling, frame) => {
    const one = input(value, sibling, frame);
    if (one === undefined || apply === undefined) return undefined;
    const a = first?.(value, sibling, frame);
    return apply(one, frame, a, second?.(value, sibling, frame));
  };
}

function onText(apply: (text: string) => Value | undefined): ValueFunction {
  return (value, frame) => {
    if (typeof value === 'string') return apply(value);
    frame.failed = true;
    return undefined;
  };
}

function onNumber(apply: (amount: number, digits: number) => number): ValueFunction {
  return (value, frame, first) => {
    const amount = value instanceof JsonDecimal ? Number(value.text) : value;
    const digits = first ?? 0;
    if (typeof amount === 'number' && typeof digits === 'number') return apply(amount, digits);
    frame.failed = true;
    return undefined;
  };
}

const VALUES: Readonly<Record<string, ValueFunction>> = {
  length: onText((text) => text.length),
  upper: onText((text) => text.toUpperCase()),
  lower: onText((text) => text.toLowerCase()),
  trim: onText((text) => text.trim()),
  abs: onNumber(Math.abs),
  ceiling: onNumber(Math.ceil),
  floor: onNumber(Math.floor),
  truncate: onNumber(Math.trunc),
  round: onNumber((amount, digits) => Math.round(amount * 10 ** digits) / 10 ** digits),
  toInteger: (value) => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    const text = textOf(value);
    return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  },
  toDecimal: (value) => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'number') return value;
    const text = textOf(value);
    return text !== undefined && /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  },
  toBoolean: (value) => {
    const text = textOf(value)?.toLowerCase() ?? '';
    if (/^(true|t|yes|y|1|1\.0)$/.test(text)) return true;
    return /^(false|f|no|n|0|0\.0)$/.test(text) ? false : undefined;
  },
  substring: (value, frame, start, length) => {
    if (typeof value !== 'string') frame.failed = true;
    if (typeof value !== 'string' || typeof start !== 'number') return undefined;
    if (start < 0 || start >= value.length) return undefined;
    return value.substring(start, typeof length === 'number' ? start + length : undefined);
  },
  indexOf: (value, _frame, part) => positionOf(value, part, 'indexOf'),
  lastIndexOf: (value, _frame, part) => positionOf(value, part, 'lastIndexOf'),
  replace: (value, frame, from, to) => {
    if (typeof value !== 'string' || typeof from !== 'string' || typeof to !== 'string') {
      return undefined;
    }
    return spend(frame, value.length) ? value.split(from).join(to) : undefined;
  },
};

function positionOf(
  value: Value,
  part: Value | undefined,
  which: 'indexOf' | 'lastIndexOf',
): number | undefined {
  return typeof value === 'string' && typeof part === 'string' ? value[which](part) : undefined;
}

function textOf(value: Value): string | undefined {
  if (value instanceof JsonDecimal || value instanceof Moment) return value.toString();
  if (value instanceof Measure) return `${value.amount} '${value.unit}'`;
  return typeof value === 'object' ? undefined : String(value);
}

function joinedTexts(kit: Kit, node: CallNode, type: string): Single {
  const items = kit.items(node.of, type);
  const separator = node.args[0] === undefined ? undefined : kit.single(node.args[0], type);
  return (value, sibling, frame) => {
    const texts = items(value, sibling, frame).filter((item) => item.value !== null);
    if (texts.some((item) => typeof item.value !== 'string')) frame.failed = true;
    if (texts.length === 0) return undefined;
    const between = separator?.(value, sibling, frame) ?? '';
    return texts.map((item) => item.value).join(typeof between === 'string' ? between : '');
  };
}

function replacedMatches(kit: Kit, node: CallNode, type: string): Single {
  const source = node.args[0]?.kind === 'literal' ? String(node.args[0].value) : '';
  const pattern = compiledPattern(source, 'g');
  const input = kit.single(node.of, type);
  const substitute = kit.single(node.args[1] ?? node.of, type);
  return (value, sibling, frame) => {
    const text = input(value, sibling, frame);
    const by = substitute(value, sibling, frame);
    if (typeof text !== 'string' || typeof by !== 'string' || pattern === undefined) {
      return undefined;
    }
    if (text.length > TEXT_MAX || !spend(frame, text.length >> 4)) {
      frame.failed = true;
      return undefined;
    }
    return text.replace(pattern, by);
  };
}
