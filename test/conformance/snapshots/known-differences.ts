import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../../../src/fhir/json/json.ts';
import type { Difference } from './compare.ts';

/** A known kind of difference: how to recognise it, how often it occurs and why it is there. */
export interface KnownDifference {
  /** Regular expressions, each on the whole text of one member; an absent one accepts any. */
  readonly matches: ReadonlyMap<keyof Difference, RegExp>;
  readonly count: number;
  readonly reason: string;
}

const MEMBERS = ['what', 'package', 'structure', 'element', 'theirs', 'ours'] as const;

/** The committed table of known differences. */
export function readKnownDifferences(): readonly KnownDifference[] {
  const rows: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, 'differences.json'), 'utf8'),
  );
  return Array.isArray(rows) ? rows.map(toKnownDifference) : [];
}

function toKnownDifference(row: unknown): KnownDifference {
  if (!isJsonObject(row)) return { matches: new Map(), count: 0, reason: '' };
  const matches = new Map<keyof Difference, RegExp>();
  for (const member of MEMBERS) {
    const pattern = row[member];
    if (typeof pattern === 'string') matches.set(member, new RegExp(`^(?:${pattern})$`, 's'));
  }
  const { count, reason } = row;
  return { matches, count: Number(count), reason: typeof reason === 'string' ? reason : '' };
}

/** The first row that explains a difference, by its place in the table; -1 when none does. */
export function explain(difference: Difference, table: readonly KnownDifference[]): number {
  return table.findIndex(({ matches }) =>
    [...matches].every(([member, pattern]) => pattern.test(difference[member])),
  );
}
