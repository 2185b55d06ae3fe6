import type { RecordKind, StoreProblem } from '../../ports/store.ts';
import type { Body, Vault } from '../../ports/vault.ts';
import { fail, ok, type Result } from '../../result.ts';
import { systemDigest } from '../system-chance.ts';
import { plainVault } from '../vault-plain.ts';
import { ROTATING, VAULT_KEY } from './open-documents.ts';
import { place } from './places.ts';
import type { BodyKind, Kept, Rewrite, TextStore } from './text-store.ts';

/** What a change of keys has done. */
export interface RotatedCounts {
  readonly sealed: number;
  readonly seen: number;
}

const PAGE = 200;
const kinds: readonly BodyKind[] = [
  'submission',
  'ledger',
  'case',
  'stream',
  'record',
  'blobChunk',
  'audit',
];

/**
 * Seals every body with the first key of a vault, and makes its search keys anew. No server may run
 * meanwhile. It can be broken off at any instant and run again: what is sealed with the new key is
 * left alone, and until all is, no server starts. Problems: one line.
 */
export async function rotateVault(
  texts: TextStore,
  vault: Vault,
  onProgress: (counts: RotatedCounts) => void,
): Promise<Result<RotatedCounts, string>> {
  const reserved = await texts.reserved();
  if (!reserved.ok) return told(reserved);
  if (reserved.value.length > 0) {
    return fail('submissions are still reserved: let a server sweep them, stop it, and try again');
  }
  const known = await texts.readMeta(VAULT_KEY);
  if (!known.ok) return told(known);
  const old = oldKeyIn(known.value ?? 'none');
  const begun = await texts.writeMeta(VAULT_KEY, `${ROTATING}${old}`);
  if (!begun.ok) return told(begun);
  const opening: Opening = { vault, isClear: old === 'none' };
  const counts = { sealed: 0, seen: 0 };
  for (const kind of kinds) {
    let after = '';
    for (;;) {
      const page = await texts.scan(kind, after, PAGE);
      if (!page.ok) return told(page);
      const rewrites = rewritesOf(kind, page.value, opening);
      if (!rewrites.ok) return rewrites;
      if (rewrites.value.length > 0) {
        const written = await texts.rewrite(kind, rewrites.value);
        if (!written.ok) return told(written);
      }
      counts.sealed += rewrites.value.length;
      counts.seen += page.value.length;
      onProgress(counts);
      const last = page.value.at(-1);
      if (last === undefined || page.value.length < PAGE) break;
      [after] = last;
    }
  }
  const ended = await texts.writeMeta(VAULT_KEY, vault.keyName);
  return ended.ok ? ok(counts) : told(ended);
}

/** The key that sealed the store before; a change that was broken off remembers it. */
function oldKeyIn(known: string): string {
  return known.startsWith(ROTATING) ? known.slice(ROTATING.length) : known;
}

interface Opening {
  readonly vault: Vault;
  /** True when bodies may still lie in the clear. */
  readonly isClear: boolean;
}

function told(failed: { readonly ok: false; readonly problem: StoreProblem }) {
  return fail(failed.problem.reason);
}

function rewritesOf(
  kind: BodyKind,
  page: readonly Kept[],
  opening: Opening,
): Result<readonly Rewrite[], string> {
  try {
    return ok(page.flatMap(([key, body]) => rewriteOf(kind, key, { body, ...opening }) ?? []));
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'a body does not open');
  }
}

interface Sealed extends Opening {
  readonly body: Body;
}

function rewriteOf(kind: BodyKind, key: string, sealed: Sealed): Rewrite | undefined {
  const { body, vault } = sealed;
  if (kind === 'blobChunk') return chunkRewrite(key, sealed);
  if (vault.keyNameOf(body) === vault.keyName) return undefined;
  const open = (at: string): string =>
    vault.keyNameOf(body) === 'none' ? plainVault.open(body, at) : vault.open(body, at);
  const to = (name: string, text: string, at: string): Rewrite => ({
    ...{ from: key, to: name, body: vault.seal(text, at) },
  });
  switch (kind) {
    case 'submission':
    case 'case':
      return to(key, open(place[kind](key)), place[kind](key));
    case 'ledger': {
      const text = open(place.ledger(key));
      const next = vault.searchKey(nameIn(text, 'memberKey'));
      return to(next, text, place.ledger(next));
    }
    case 'stream': {
      const text = open(place.stream(key));
      const next = vault.searchKey(nameIn(text, 'id'));
      return to(next, text, place.stream(next));
    }
    case 'record':
      return recordRewrite(key, sealed, open);
    case 'audit': {
      const at = place.audit(key.slice(key.lastIndexOf(':') + 1));
      return to(key, open(at), at);
    }
    default:
      return undefined;
  }
}

function nameIn(text: string, member: 'memberKey' | 'id'): string {
  const document: Readonly<Record<string, unknown>> = JSON.parse(text);
  return String(document[member]);
}

type Open = (at: string) => string;

function recordRewrite(key: string, { vault }: Sealed, open: Open): Rewrite {
  const bar = key.indexOf('|');
  const kind = key.slice(0, bar) as RecordKind; // brand
  const text = open(place.record(kind, key.slice(bar + 1)));
  const { id, keys }: { readonly id: string; readonly keys: readonly string[] } = JSON.parse(text);
  const next = vault.searchKey(id);
  return {
    from: key,
    to: `${kind}|${next}`,
    body: vault.seal(text, place.record(kind, next)),
    found: { keys: keys.map(vault.searchKey), digest: vault.searchKey(systemDigest.sha256(text)) },
  };
}

/** Bytes in the clear may look as if they were sealed: only opening them tells. */
function chunkRewrite(key: string, { body, vault, isClear }: Sealed): Rewrite | undefined {
  const colon = key.lastIndexOf(':');
  const at = place.chunk(key.slice(0, colon), Number(key.slice(colon + 1)));
  const bytes = isClear ? opened(body, at, vault) : vault.openBytes(body, at);
  if (bytes !== undefined && vault.keyNameOf(body) === vault.keyName) return undefined;
  return { from: key, to: key, body: vault.sealBytes(bytes ?? body, at) };
}

function opened(bytes: Uint8Array, at: string, vault: Vault): Uint8Array | undefined {
  try {
    return vault.openBytes(bytes, at);
  } catch {
    return undefined;
  }
}
