import type { Issue } from '../../fhir/validate/issue.ts';

/** One text of a file as it was judged. */
export interface JudgedText {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** True when each line was taken for a resource. */
  readonly byLine: boolean;
}

/**
 * What to do otherwise when a text is no JSON because it was taken in the wrong form: a file of
 * lines as one resource, or one resource by its lines; undefined when that is not the cause.
 */
export function formHint(
  issues: readonly Issue[],
  { name, bytes, byLine }: JudgedText,
): string | undefined {
  if (!issues.some(({ rule }) => rule === 'json/syntax')) return undefined;
  if (byLine) {
    const isBroken = /\.json$/iu.test(name) || /^\s*[[{]\s*$/u.test(startOf(bytes, 100));
    return isBroken ? `${name}: one resource over several lines? leave out --ndjson` : undefined;
  }
  const isLines = /\.ndjson$/iu.test(name) || isResourceLine(bytes);
  return isLines ? `${name}: one resource a line? use --ndjson` : undefined;
}

/** True when a first line is a resource for itself, with more behind it. */
function isResourceLine(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(LINE_FEED);
  if (end < 0) return false;
  try {
    const line: unknown = JSON.parse(startOf(bytes, end));
    return typeof line === 'object' && line !== null;
  } catch {
    return false;
  }
}

const LINE_FEED = 0x0a;

function startOf(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.subarray(0, length)).toString('utf8');
}
