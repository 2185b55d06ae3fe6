import { postKinds } from './post-kinds.ts';
import type { HostileKind } from './senders.ts';
import { socketKinds } from './socket-kinds.ts';

/** Every kind of hostile sender, of which each found something, or was made to. */
export const hostileKinds: readonly HostileKind[] = [...postKinds, ...socketKinds];
