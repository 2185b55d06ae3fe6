import type { RuleKind } from '../plan-rule.ts';
import type { Maker } from '../spot.ts';
import { makeAbsent, makeSurplus } from './counts.ts';
import { makeMisfiled, makeMisplaced, makeUnknownExtension } from './extensions.ts';
import { makeBroken } from './invariants.ts';
import { makeEmpty, makeMisshapen, makeMistyped, makeSecondChoice } from './shapes.ts';
import {
  makeDifferent,
  makeLong,
  makeOutOfRange,
  makeUnbound,
  makeUnknownCode,
  makeUnwordly,
  makeWrongTarget,
} from './values.ts';

const nothing: Maker = () => [];

/** How each kind of rule is broken. */
export const makers: Readonly<Record<RuleKind, Maker>> = {
  min: makeAbsent,
  'slice min': makeAbsent,
  max: makeSurplus,
  'slice max': makeSurplus,
  slicing: nothing,
  form: makeMisshapen,
  type: makeMistyped,
  choice: makeSecondChoice,
  empty: makeEmpty,
  fixed: makeDifferent,
  pattern: makeDifferent,
  length: makeLong,
  range: makeOutOfRange,
  binding: makeUnbound,
  code: makeUnknownCode,
  wording: makeUnwordly,
  target: makeWrongTarget,
  aggregation: nothing,
  url: makeUnknownExtension,
  context: makeMisplaced,
  modifier: makeMisfiled,
  invariant: makeBroken,
};
