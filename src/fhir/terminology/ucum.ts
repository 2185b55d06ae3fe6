import {
  UCUM_METRIC_ATOMS,
  UCUM_PLAIN_ATOMS,
  UCUM_PREFIXES,
  type UcumDimension,
} from './ucum-atoms.ts';

const UNIT_LENGTH_MAX = 256;
const DEPTH_MAX = 16;
const DIMENSIONLESS: UcumDimension = [0, 0, 0, 0, 0, 0, 0];
const PREFIXES = new Set(UCUM_PREFIXES);
const METRIC = bySymbol(UCUM_METRIC_ATOMS);
const PLAIN = bySymbol(UCUM_PLAIN_ATOMS);

// One component of a term: a power of ten, an integer factor, or a unit with its exponent.
const POWER_OF_TEN = /10[*^]([+-]?\d+)?/y;
const FACTOR = /\d+/y;
const UNIT = /((?:\[[^\]{}\s]*\]|[!-'*,:-Z\\^-z|~])+)([+-]?\d+)?/y;
const ANNOTATION = /\{[!-z|~ ]*\}/y;

function bySymbol(rows: typeof UCUM_METRIC_ATOMS): ReadonlyMap<string, UcumDimension> {
  const atoms = new Map<string, UcumDimension>();
  for (const [dimension, symbols] of rows)
    for (const symbol of symbols.split(' ')) atoms.set(symbol, dimension);
  return atoms;
}

/** True for a unit that UCUM's case-sensitive grammar and tables allow: `mm[Hg]`, `10*3/uL`. */
export function isUcumUnit(text: string): boolean {
  return ucumDimension(text) !== undefined;
}

/** True when both are units of the same dimension, so that one converts into the other. */
export function areCommensurable(first: string, second: string): boolean {
  const dimension = ucumDimension(first);
  const other = ucumDimension(second);
  if (dimension === undefined || other === undefined) return false;
  return dimension.every((exponent, index) => exponent === other[index]);
}

/** The exponents of the seven base units; undefined when the text is no UCUM unit. */
function ucumDimension(text: string): UcumDimension | undefined {
  if (text.length === 0 || text.length > UNIT_LENGTH_MAX) return undefined;
  const total = [...DIMENSIONLESS];
  const signs: number[] = [];
  let at = 0;
  let sign = 1;
  if (text[at] === '/') {
    sign = -1;
    at += 1;
  }
  for (;;) {
    for (; text[at] === '('; at += 1) signs.push(sign);
    if (signs.length > DEPTH_MAX) return undefined;
    const component = readComponent(text, at);
    if (component === undefined) return undefined;
    at = component.end;
    component.dimension.forEach((exponent, index) => {
      total[index] = (total[index] ?? 0) + sign * exponent;
    });
    for (; text[at] === ')'; at = endOfAnnotation(text, at + 1))
      if (signs.pop() === undefined) return undefined;
    if (at === text.length) return signs.length === 0 ? total : undefined;
    // Terms bind to the left: after `/` only the next component is divided.
    const outer = signs.at(-1) ?? 1;
    if (text[at] === '/') sign = -outer;
    else if (text[at] === '.') sign = outer;
    else return undefined;
    at += 1;
  }
}

interface Component {
  readonly dimension: UcumDimension;
  readonly end: number;
}

function readComponent(text: string, start: number): Component | undefined {
  const unit = readUnit(text, start);
  const from = unit?.end ?? start;
  const end = endOfAnnotation(text, from);
  return end === from ? unit : { dimension: unit?.dimension ?? DIMENSIONLESS, end };
}

/** The end of the annotation that begins here; the same place when none does. */
function endOfAnnotation(text: string, start: number): number {
  return start + (matchAt(ANNOTATION, text, start)?.[0].length ?? 0);
}

function readUnit(text: string, start: number): Component | undefined {
  const plain = matchAt(POWER_OF_TEN, text, start) ?? matchAt(FACTOR, text, start);
  if (plain !== undefined) return { dimension: DIMENSIONLESS, end: start + plain[0].length };
  const found = matchAt(UNIT, text, start);
  if (found === undefined) return undefined;
  const base = atomDimension(found[1] ?? '');
  if (base === undefined) return undefined;
  const exponent = found[2] === undefined ? 1 : Number(found[2]);
  return { dimension: base.map((one) => one * exponent), end: start + found[0].length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function atomDimension(symbol: string): UcumDimension | undefined {
  const whole = METRIC.get(symbol) ?? PLAIN.get(symbol);
  if (whole !== undefined) return whole;
  for (const length of [1, 2]) {
    const atom = METRIC.get(symbol.slice(length));
    if (atom !== undefined && PREFIXES.has(symbol.slice(0, length))) return atom;
  }
  return undefined;
}
