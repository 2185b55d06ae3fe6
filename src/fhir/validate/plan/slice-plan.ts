import type { ElementNode } from '../snapshot/element-node.ts';
import type { SliceTest } from './discriminator.ts';
import type { States } from './parts.ts';
import type { Slice, SliceGroup } from './state.ts';

/** What slicing is planned for: the object's own definitions give extensions their context. */
export interface SlicingContext {
  readonly owners: readonly ElementNode[];
  readonly ownerType: string;
  readonly states: States;
}

/** A slice with the test that puts a value into it. */
export interface PlannedSlice extends Slice {
  readonly index: number;
  readonly test: SliceTest | undefined;
}

/** The slices and slicing rules that element definitions give. */
export interface SlicePlan {
  readonly slices: readonly PlannedSlice[];
  readonly groups: readonly SliceGroup[];
}
