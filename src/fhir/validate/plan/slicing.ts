import type { Json } from '../../json/json.ts';
import type { SlicingFacts } from '../facts.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { sliceTest } from './discriminator.ts';
import { planExtensionSlicing } from './extension-slicing.ts';
import type { States } from './parts.ts';
import type { PlannedSlice, SlicePlan, SlicingContext } from './slice-plan.ts';
import type { CheckContext, Member, SliceGroup, SliceMatch, SlotSlicing } from './state.ts';

/** Plans how the values of a child element fall into slices; undefined when it has none. */
export function planSlicing(
  nodes: readonly ElementNode[],
  context: SlicingContext,
): SlotSlicing | undefined {
  const plan = collectSlices(nodes, context.states);
  const isExtension = nodes.every((node) => node.content.types[0]?.code === 'Extension');
  if (isExtension) return planExtensionSlicing(nodes, plan, context);
  if (plan.slices.length === 0) return undefined;
  const match = createMatcher(nodes, plan.slices, context.states);
  const undecided = plan.groups.filter((group) => !group.isDecidable).map(undecidedSlicing);
  return { ...plan, match: undecided.length === 0 ? match : telling(undecided, match) };
}

function undecidedSlicing({ node }: SliceGroup): string {
  return `slicing of ${node.id} can't be decided`;
}

/** Says of each value that it meets what can't be decided about it. */
function telling(undecided: readonly string[], match: SlotSlicing['match']): SlotSlicing['match'] {
  return (value, member, context) => {
    for (const what of undecided) context.undecided(what);
    return match(value, member, context);
  };
}

function collectSlices(nodes: readonly ElementNode[], states: States): SlicePlan {
  const slices: PlannedSlice[] = [];
  const groups: SliceGroup[] = [];
  const collect = (sliced: ElementNode, parent: number | undefined): void => {
    if (sliced.slices.length === 0) return;
    const slicing = sliced.content.slicing ?? DEFAULT_SLICING;
    const group = groups.length;
    const tests = sliced.slices.map((slice) => sliceTest(slice, slicing, states));
    const isDecidable = tests.every((test) => test !== undefined);
    const ordered = slicing.ordered ?? false;
    groups.push({ node: sliced, rules: slicing.rules, ordered, isDecidable });
    sliced.slices.forEach((node, at) => {
      const index = slices.length;
      const { min, max } = node.content;
      const test = tests[at];
      slices.push({ index, node, group, parent, min, max, test, isDecidable: test !== undefined });
      collect(node, index);
    });
  };
  for (const node of nodes) collect(node, undefined);
  return { slices, groups };
}

/** Extensions are sliced by URL when a definition does not say how. */
const DEFAULT_SLICING: SlicingFacts = {
  discriminators: [{ type: 'value', path: 'url' }],
  rules: 'open',
};

function createMatcher(
  nodes: readonly ElementNode[],
  slices: readonly PlannedSlice[],
  states: States,
): SlotSlicing['match'] {
  const memo = new Map<Member, Map<string, SliceMatch>>();
  return (value, member, context) => {
    const indexes = matchingSlices(slices, value, { member, context });
    let byMember = memo.get(member);
    if (byMember === undefined) {
      byMember = new Map();
      memo.set(member, byMember);
    }
    const key = indexes.length === 0 ? '' : indexes.join(',');
    const known = byMember.get(key);
    if (known !== undefined) return known;
    const sliceNodes = indexes.flatMap((index) => slices[index]?.node ?? []);
    const state = states.of([...nodes, ...sliceNodes], member.type);
    const made = { slices: indexes, state, findings: [], ownerRules: [] };
    byMember.set(key, made);
    return made;
  };
}

interface MatchContext {
  readonly member: Member;
  readonly context: CheckContext;
}

/** The first fitting slice of each group; a slice of a slice only where the outer one fits. */
function matchingSlices(
  slices: readonly PlannedSlice[],
  value: Json,
  { member, context }: MatchContext,
): readonly number[] {
  const found: number[] = [];
  let decidedGroup = -1;
  for (const slice of slices) {
    if (slice.group === decidedGroup || slice.test === undefined) continue;
    if (slice.parent !== undefined && !found.includes(slice.parent)) continue;
    if (!slice.test(value, member, context)) continue;
    found.push(slice.index);
    decidedGroup = slice.group;
  }
  return found;
}
