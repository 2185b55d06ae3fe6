import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import type { Mutant } from '../mutants/generate.ts';
import type { Agreement } from './compare.ts';
import type { OracleReading } from './reading.ts';

/** A known kind of difference: how to recognise it, who is right and why. */
export interface KnownDifference {
  /** `alarm`: an error of ours on an official example, for want of one of theirs at its place. */
  readonly kind: Extract<Agreement, 'place' | 'verdict'> | 'alarm';
  readonly operator: string;
  /** Part of the rule of one of our errors. */
  readonly rule?: string;
  /** Message id of one of the official validator's errors. */
  readonly messageId?: string;
  /** Regular expression on `<example> <place>: <description>`. */
  readonly example?: string;
  readonly right: 'ours' | 'oracle' | 'undecidable';
  /** The page of R4 that has the rule on which our judgement rests, and the element it is about. */
  readonly page?: string;
  readonly element?: string;
  readonly why: string;
}

/** One difference as it was found. */
export interface FoundDifference {
  readonly kind: Extract<Agreement, 'place' | 'verdict'>;
  readonly mutant: Pick<Mutant, 'id' | 'operator' | 'base' | 'place' | 'description'>;
  readonly errors: readonly Issue[];
  readonly reading: OracleReading;
}

/** The committed table of known differences. */
export function readDifferences(): readonly KnownDifference[] {
  const file = join(import.meta.dirname, '..', 'differences.json');
  const rows: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(rows) ? rows.filter(isKnownDifference) : [];
}

/** The entry of the table that explains a difference; undefined when none does. */
export function explain(
  { kind, mutant, errors, reading }: FoundDifference,
  table: readonly KnownDifference[],
): KnownDifference | undefined {
  const text = `${mutant.base} ${mutant.place}: ${mutant.description}`;
  return table.find(
    (entry) =>
      entry.kind === kind &&
      (entry.operator === '*' || entry.operator.split(' ').includes(mutant.operator)) &&
      fits(entry.rule, (part) => errors.some(({ rule }) => rule.includes(part))) &&
      fits(entry.messageId, (id) => reading.errors.some(({ messageId }) => messageId === id)) &&
      fits(entry.example, (pattern) => new RegExp(pattern).test(text)),
  );
}

/** The row that explains an error of ours on an official example, by its rule and its place. */
export function explainAlarm(
  name: string,
  { rule, expression, message }: Issue,
  table: readonly KnownDifference[],
): KnownDifference | undefined {
  const text = `${name} ${expression}: ${message}`;
  return table.find(
    (entry) =>
      entry.kind === 'alarm' &&
      fits(entry.rule, (part) => rule.includes(part)) &&
      fits(entry.example, (pattern) => new RegExp(pattern).test(text)),
  );
}

function fits(condition: string | undefined, test: (condition: string) => boolean): boolean {
  return condition === undefined || test(condition);
}

function isKnownDifference(row: unknown): row is KnownDifference {
  if (typeof row !== 'object' || row === null) return false;
  const members = new Map<string, unknown>(Object.entries(row));
  const texts = ['operator', 'right', 'why'].map((name) => members.get(name));
  const kind = members.get('kind');
  return (
    (kind === 'verdict' || kind === 'place' || kind === 'alarm') &&
    texts.every((text) => typeof text === 'string')
  );
}
