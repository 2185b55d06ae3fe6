import type { Expression } from './ast.ts';
import { type Continuation, continuation, type Kit, type Single, type Step } from './frame.ts';
import { formOf } from './functions.ts';
import { converted, isMeasureType, isMomentType, isParent } from './value.ts';

const KEEP: Step = (value, _sibling, frame) => {
  frame.kept = value;
  return 1;
};

/** Keeps the last item's value in the frame; its caller asks how many there were. */
const KEPT_RAW: Continuation = { stop: false, enter: () => KEEP };

const KEPT_CONVERTED: Continuation = continuation(false, (type) =>
  isMomentType(type) || isMeasureType(type) || type === 'decimal'
    ? (value, _sibling, frame) => {
        frame.kept = converted(value, type);
        return 1;
      }
    : KEEP,
);

/** One value or nothing; many are an error. `raw` leaves dates and quantities as they are. */
export function singleOf(
  kit: Kit,
  node: Expression,
  type: string,
  as: 'raw' | 'converted',
): Single {
  if (node.kind === 'literal') {
    const { value } = node;
    return () => value;
  }
  const form = formOf(node);
  if (form === 'scalar') return kit.single(node, type);
  if (form === 'truth') return kit.truth(node, type);
  const slow = keptOf(kit, node, type, { as, many: 'error' });
  const key = textMember(kit, node, type);
  if (key === undefined) return slow;
  return (value, sibling, frame) => {
    const text = isParent(value) ? value[key] : undefined;
    return typeof text === 'string' ? text : slow(value, sibling, frame);
  };
}

/** As {@link singleOf}, with a marker in the place of many items. */
export function keptOf(
  kit: Kit,
  node: Expression,
  type: string,
  how: { readonly as: 'raw' | 'converted'; readonly many: 'error' | 'marker' },
): Single {
  const run = kit.stream(node, type, how.as === 'raw' ? KEPT_RAW : KEPT_CONVERTED);
  const isError = how.many === 'error';
  return (value, sibling, frame) => {
    const outer = frame.kept;
    frame.kept = undefined;
    const count = run(value, sibling, frame);
    const kept = frame.kept;
    frame.kept = outer;
    if (count === 1) return isError ? (kept ?? undefined) : kept;
    if (count === 0) return undefined;
    if (isError) frame.failed = true;
    return isError ? undefined : MANY;
  };
}

/** Stands for a collection of several items; equal to nothing. */
export const MANY = Object.freeze(['many']);

/** The member of `$this` that a node reads, when it is one primitive that is no date or number. */
export function textMember(kit: Kit, node: Expression, type: string): string | undefined {
  if (node.kind !== 'member' || node.of.kind !== 'this' || kit.model.isPrimitive(type)) {
    return undefined;
  }
  const keys = kit.model.child(type, node.name)?.keys ?? [];
  const only = keys.length === 1 ? keys[0] : undefined;
  if (only === undefined || !only.primitive || isMomentType(only.type)) return undefined;
  return only.key;
}
