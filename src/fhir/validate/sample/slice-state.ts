import type { Json } from '../../json/json.ts';
import { extensionUrl } from '../plan/discriminator-path.ts';
import type { State } from '../plan/state.ts';
import type { SampleWorld, Wanted } from './sample-world.ts';

/** The state of a value that is wanted, and what it has to have to get into that state. */
export interface WantedState {
  readonly state: State;
  readonly seed?: Json;
}

/** What applies to a value that is wanted; undefined for an extension without a URL. */
export function stateOf(
  { member, slice }: Wanted,
  { states, context }: SampleWorld,
): WantedState | undefined {
  const { slot } = member;
  if (!slot.isExtension) {
    if (slice === undefined) return { state: member.state() };
    return { state: states.of([...slot.nodes, slice.node], member.type) };
  }
  const url = slice === undefined ? undefined : extensionUrl(slice.node, states.parts.snapshots);
  if (url === undefined || slot.slicing === undefined) return undefined;
  const seed = { url };
  return { state: slot.slicing.match(seed, member, context).state, seed };
}
