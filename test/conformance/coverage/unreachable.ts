import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rules that no instance makes fire, and why. */
export interface Unreachable {
  readonly reason: string;
  /** Rule ids with their kind: `<id> (fixed)`. */
  readonly rules: readonly string[];
}

const file = join(import.meta.dirname, 'unreachable.json');

/** The committed list. */
export function readUnreachable(): readonly Unreachable[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(content) ? content.filter(isUnreachable) : [];
}

function isUnreachable(value: unknown): value is Unreachable {
  return typeof value === 'object' && value !== null && 'reason' in value && 'rules' in value;
}

/** Writes the list anew, sorted. */
export function writeUnreachable(list: readonly Unreachable[]): void {
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
}
