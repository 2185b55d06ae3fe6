import { hash, randomUUID } from 'node:crypto';
import type { Chance, Digest } from '../ports/chance.ts';

/** The machine's own randomness. */
export const systemChance: Chance = { uuid: () => randomUUID() };

/** Digests by the runtime's own library. */
export const systemDigest: Digest = {
  sha256: (content) => hash('sha256', content, 'hex'),
};
