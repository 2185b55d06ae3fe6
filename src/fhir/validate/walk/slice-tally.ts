import type { Finding, Slice, SliceMatch, SlotSlicing } from '../plan/state.ts';
import { sliceMisfit } from './findings.ts';

/** A slice and how many values it has, which are too few or too many. */
export type SliceProblem = readonly [slice: Slice, count: number];

/** Counts the values of a list by slice, and watches order and closed lists. */
export class SliceTally {
  private readonly slicing: SlotSlicing;
  private readonly counts: number[];
  private last: number[] | undefined;

  constructor(slicing: SlotSlicing) {
    this.slicing = slicing;
    this.counts = new Array<number>(slicing.slices.length).fill(0);
  }

  /** Takes one value in; what is wrong with it where it stands. */
  add(match: SliceMatch): Finding | undefined {
    for (const index of match.slices) this.counts[index] = (this.counts[index] ?? 0) + 1;
    let problem: Finding | undefined;
    for (let group = 0; group < this.slicing.groups.length; group++) {
      problem ??= this.misfit(group, match);
    }
    return problem;
  }

  private misfit(group: number, match: SliceMatch): Finding | undefined {
    const rules = this.slicing.groups[group];
    if (rules === undefined || (rules.rules === 'open' && !rules.ordered)) return undefined;
    const parent = this.slicing.slices.find((slice) => slice.group === group)?.parent;
    if (parent !== undefined && !match.slices.includes(parent)) return undefined;
    const found = match.slices.find((index) => this.slicing.slices[index]?.group === group);
    if (found === undefined && rules.rules === 'closed' && rules.isDecidable) {
      return sliceMisfit(rules.node, 'closed');
    }
    return this.outOfOrder(group, found);
  }

  private outOfOrder(group: number, found: number | undefined): Finding | undefined {
    const rules = this.slicing.groups[group];
    if (rules === undefined) return undefined;
    this.last ??= [];
    const last = this.last[group] ?? -1;
    // Values without a slice rank behind all slices.
    const rank = found ?? Number.POSITIVE_INFINITY;
    if (rank >= last) {
      if (found !== undefined || rules.rules === 'openAtEnd') this.last[group] = rank;
      return undefined;
    }
    if (last === Number.POSITIVE_INFINITY) return sliceMisfit(rules.node, 'openAtEnd');
    return rules.ordered ? sliceMisfit(rules.node, 'ordered') : undefined;
  }

  /** Slices with too few or too many values, once the list has ended. */
  problems(): readonly SliceProblem[] {
    const { slices } = this.slicing;
    let problems: SliceProblem[] | undefined;
    for (let index = 0; index < slices.length; index++) {
      const slice = slices[index];
      const count = this.counts[index] ?? 0;
      if (slice === undefined || (count >= slice.min && count <= slice.max)) continue;
      const isAsked = slice.parent === undefined || (this.counts[slice.parent] ?? 0) > 0;
      if (!isAsked || !slice.isDecidable) continue;
      problems ??= [];
      problems.push([slice, count]);
    }
    return problems ?? NONE;
  }
}

const NONE: readonly SliceProblem[] = [];
