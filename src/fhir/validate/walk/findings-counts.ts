import type { JsonObject } from '../../json/json.ts';
import type { Finding, Remedy, Slice, Slot } from '../plan/state.ts';
import { canonicalUrl } from '../registry.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import type { Sample } from './missing.ts';

/** Gives what makes a sample of what is missing, of a slice where one is named. */
export type SampleOf = (slice?: Slice) => () => Sample | undefined;

/** What is wrong where a required child is absent, with all slices that it has to have. */
export function missing(slot: Slot, sampleOf: SampleOf): readonly Finding[] {
  const { min, name, minRule, isChoice, slicing } = slot;
  const findings: Finding[] = [];
  if (min > 0) {
    const few = min > 1 ? `at least ${min} of ${name}` : name;
    const what = { name, count: min, node: minRule.node };
    const told = { message: `${few} is missing`, ...adding(what, sampleOf()) };
    findings.push({ severity: 'error', code: 'required', rule: minRule, ...told });
  }
  if (min > 0 && isChoice) return findings; // It occurs once: what is missing is one thing.
  for (const slice of slicing?.slices ?? []) {
    if (slice.min === 0 || slice.parent !== undefined) continue;
    findings.push(sliceCount(slice, 0, sampleOf));
  }
  return findings;
}

/** Fewer values than the definition asks for. */
export function tooFew(slot: Slot, count: number, sampleOf: SampleOf): Finding {
  const { name, min, minRule } = slot;
  const what = { name, count: min - count, node: minRule.node };
  return {
    severity: 'error',
    code: 'required',
    rule: minRule,
    message: `${name} occurs ${times(count)}; at least ${min} are required`,
    ...adding(what, sampleOf(), `add ${min - count} more`),
  };
}

/** More values than the definition allows; none at all where the maximum is 0. */
export function tooMany(slot: Slot, count: number): Finding {
  const { max, name, keys } = slot;
  return {
    severity: 'error',
    code: 'structure',
    rule: slot.maxRule,
    message:
      max === 0
        ? `${name} is not allowed here`
        : `${name} occurs ${times(count)}; at most ${max} are allowed`,
    mend: max === 0 ? 'remove it' : `keep ${max} of them`,
    remedy: { applied: (element) => (max === 0 ? withoutKeys(element, keys) : element) },
  };
}

/** An element without some of its members. */
export function withoutKeys(element: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(element).filter(([key]) => !keys.includes(key)));
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** A slice with too few or too many values. */
export function sliceCount(slice: Slice, count: number, sampleOf: SampleOf): Finding {
  const { node } = slice;
  const { min, max } = node.content;
  const name = `${node.name}:${node.sliceName ?? ''}`;
  const isFew = count < min;
  return {
    severity: 'error',
    code: isFew ? 'required' : 'structure',
    rule: { node, check: isFew ? 'min' : 'max' },
    ...(isFew ? fewWords(name, count, { slice, sampleOf }) : manyWords(name, count, max)),
  };
}

type Words = Pick<Finding, 'message' | 'mend' | 'remedy'>;

interface FewSlices {
  readonly slice: Slice;
  readonly sampleOf: SampleOf;
}

function fewWords(name: string, count: number, { slice, sampleOf }: FewSlices): Words {
  const { node } = slice;
  const { min } = node.content;
  const sample = sampleOf(slice);
  const what = { name, count: min - count, node };
  if (count > 0) {
    const message = `the slice ${name} occurs ${times(count)}; at least ${min} are required`;
    return { message, ...adding(what, sample, `add ${min - count} more`) };
  }
  const message =
    min > 1 ? `at least ${min} of the slice ${name} are missing` : `the slice ${name} is missing`;
  return { message, ...adding(what, sample) };
}

function manyWords(name: string, count: number, max: number): Words {
  if (max === 0) return { message: `the slice ${name} is not allowed here`, mend: 'remove it' };
  const message = `the slice ${name} occurs ${times(count)}; at most ${max} are allowed`;
  return { message, mend: `keep ${max} of them` };
}

interface Added {
  readonly name: string;
  readonly count: number;
  readonly node: ElementNode;
}

/** The mend that adds something: with a sample of it, else with what it has to be. */
function adding(
  { name, count, node }: Added,
  sample: () => Sample | undefined,
  mend = `add ${name}`,
): { readonly mend: string; readonly remedy: Remedy } {
  return {
    mend,
    remedy: {
      missing: count,
      mend: () => {
        const text = sample()?.text;
        return text === undefined ? `${mend}${kindOf(node)}` : `${mend}, as in ${text}`;
      },
      applied: (element) => sample()?.added(element),
    },
  };
}

/** What has to be added, where there is no sample of it. */
function kindOf(node: ElementNode): string {
  const { types } = node.content;
  const [profile] = types.flatMap(({ profiles = [] }) => profiles);
  const isExtension = types.some(({ code }) => code === 'Extension');
  if (isExtension && profile !== undefined) return `: the extension ${canonicalUrl(profile)}`;
  const targets = types.flatMap(({ targetProfiles = [] }) => targetProfiles).map(canonicalUrl);
  if (targets.length > 0) return `: a reference to ${targets.slice(0, 3).join(' or ')}`;
  const resource = node.children.get('resource')?.content.types ?? [];
  const wanted = resource.flatMap(({ profiles = [] }) => profiles).map(canonicalUrl);
  return wanted.length === 0 ? '' : `: one with a resource by ${wanted.slice(0, 3).join(' or ')}`;
}
