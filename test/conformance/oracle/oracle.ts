import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One issue as the official validator reports it. */
export interface OracleIssue {
  readonly level: string;
  readonly location: string;
  readonly message: string;
  readonly messageId: string;
}

/** What the official validator says; undefined issues: no verdict (it gave up). */
export interface OracleAnswer {
  readonly issues: readonly OracleIssue[] | undefined;
  readonly problem?: string;
}

/** Where the official validator runs and how it is asked. */
export interface OracleOptions {
  readonly url: string;
  readonly train: string;
  readonly profile?: string;
}

const folder = process.env.ASSENT_ORACLE_CACHE ?? join(tmpdir(), 'assent-oracle-cache');

/**
 * The official validator's answer for a resource; answers are kept on disk by train, profile and
 * body, those without a verdict too.
 */
export async function askOracle(body: string, options: OracleOptions): Promise<OracleAnswer> {
  const { train, profile = '' } = options;
  const keep = hasNarrative(body) ? 'narrative\n' : '';
  const key = createHash('sha256').update(`${train}\n${profile}\n${keep}${body}`).digest('hex');
  const file = join(folder, key.slice(0, 2), `${key}.json`);
  const known = readAnswer(file);
  if (known !== undefined) return known;
  const answer = await post(body, options);
  mkdirSync(join(folder, key.slice(0, 2)), { recursive: true });
  writeFileSync(file, JSON.stringify(answer));
  return answer;
}

async function post(body: string, { url, train, profile }: OracleOptions): Promise<OracleAnswer> {
  const query = new URLSearchParams({ train, ...(profile === undefined ? {} : { profile }) });
  if (hasNarrative(body)) query.set('narrative', 'keep');
  const response = await fetch(`${url}/validate?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  const text = await response.text();
  const issues = response.ok ? issuesOf(JSON.parse(text)) : undefined;
  return issues === undefined ? { issues, problem: text.slice(0, 200) } : { issues };
}

/** Narratives are emptied before they are judged, unless the validator is told to keep them. */
function hasNarrative(body: string): boolean {
  return body.includes('"text":{');
}

function readAnswer(file: string): OracleAnswer | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const issues = issuesOf(kept);
    return issues === undefined ? { issues, problem: 'no verdict' } : { issues };
  } catch {
    return undefined;
  }
}

function issuesOf(answer: unknown): readonly OracleIssue[] | undefined {
  if (typeof answer !== 'object' || answer === null || !('issues' in answer)) return undefined;
  if (!Array.isArray(answer.issues)) return undefined;
  const rows: readonly unknown[] = answer.issues;
  return rows.map((row) => ({
    level: memberOf(row, 'level'),
    location: memberOf(row, 'location'),
    message: memberOf(row, 'message'),
    messageId: memberOf(row, 'messageId'),
  }));
}

function memberOf(row: unknown, name: string): string {
  if (typeof row !== 'object' || row === null) return '';
  const value = new Map<string, unknown>(Object.entries(row)).get(name);
  return typeof value === 'string' ? value : '';
}
