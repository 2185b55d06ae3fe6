import { chainText } from '../ports/audit-chain.ts';
import type { Digest } from '../ports/chance.ts';
import type { AuditEnd, AuditLine, Store, StoreProblem } from '../ports/store.ts';
import { ok, present, type Result } from '../result.ts';

/** What a look through the whole audit found. */
export interface AuditFinding {
  readonly lines: number;
  readonly writers: number;
  /** The first line that is not what was written; absent when all are. */
  readonly broken?: BrokenLine;
}

/** A line of the audit that is not what was written. */
export interface BrokenLine {
  readonly writer: string;
  readonly sequence: number;
  readonly why: string;
}

const PAGE = 500;

/**
 * Looks through the chains of all writers: each line follows on the one before, says what its
 * digest says, and every end that a seal names is still there.
 */
export async function verifyAudit(
  store: Pick<Store, 'readAudit'>,
  digest: Digest,
  onProgress: (lines: number) => void = () => undefined,
): Promise<Result<AuditFinding, StoreProblem>> {
  const hashes = new Map<string, string[]>();
  const sealed: AuditEnd[] = [];
  let [lines, after, broken]: [number, AuditEnd | undefined, BrokenLine | undefined] = [
    0,
    undefined,
    undefined,
  ];
  for (;;) {
    const page = await store.readAudit(after, PAGE);
    if (!page.ok) return page;
    for (const line of page.value) {
      const chain = hashes.get(line.writer) ?? [];
      hashes.set(line.writer, chain);
      broken ??= faultOf(line, chain, digest);
      chain.push(line.hash);
      for (const end of line.entry?.ends ?? []) sealed.push(end);
    }
    lines += page.value.length;
    after = page.value.at(-1);
    onProgress(lines);
    if (page.value.length < PAGE) break;
  }
  if (broken === undefined) {
    const missing = await missingEnd(store, sealed, hashes);
    if (!missing.ok) return missing;
    broken = missing.value;
  }
  return ok(present({ lines, writers: hashes.size, broken }));
}

function faultOf(
  { writer, sequence, digest: said, text, hash, entry }: AuditLine,
  before: readonly string[],
  digest: Digest,
): BrokenLine | undefined {
  const broken = (why: string): BrokenLine => ({ writer, sequence, why });
  if (sequence !== before.length + 1) return broken('a line before it is missing');
  if (entry === undefined || digest.sha256(text) !== said) {
    return broken('it was edited: it does not say what was written');
  }
  const isNext = digest.sha256(chainText(before.at(-1) ?? writer, said)) === hash;
  return isNext ? undefined : broken('it does not follow on the line before it');
}

/** A line that was not there yet when its writer was read is looked for once more. */
async function missingEnd(
  store: Pick<Store, 'readAudit'>,
  sealed: readonly AuditEnd[],
  hashes: ReadonlyMap<string, readonly string[]>,
): Promise<Result<BrokenLine | undefined, StoreProblem>> {
  for (const { writer, sequence, hash } of sealed) {
    if (hashes.get(writer)?.[sequence - 1] === hash) continue;
    const again = await store.readAudit({ writer, sequence: sequence - 1 }, 1);
    if (!again.ok) return again;
    const [line] = again.value;
    const isThere = line?.writer === writer && line.sequence === sequence && line.hash === hash;
    const why = 'a seal names it, and it is not there as it was';
    if (!isThere) return ok({ writer, sequence, why });
  }
  return ok(undefined);
}
