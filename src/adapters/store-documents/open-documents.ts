import type { Store } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { CaseLimit } from './case-limit.ts';
import { storeOver } from './document-store.ts';
import type { TextStore } from './text-store.ts';

/** The fact of the store that names the key which seals it. */
export const VAULT_KEY = 'vaultKey';

/** What stands before the name of the old key while bodies are sealed anew. */
export const ROTATING = 'rotating from ';

/** How the store of documents is opened. */
export interface DocumentsOpening {
  readonly mode?: 'write' | 'read';
  readonly caseLimit?: CaseLimit;
}

/**
 * Opens the store of documents on texts. Problems: one line, when the store is sealed with another
 * key than the vault's first, or with none, or a change of keys was not finished.
 */
export async function openDocuments(
  texts: TextStore,
  vault: Vault,
  { mode = 'write', caseLimit }: DocumentsOpening = {},
): Promise<Result<Store, string>> {
  const problem = await checkKey(texts, vault, mode);
  if (problem === undefined) return ok(storeOver(texts, vault, caseLimit));
  await texts.close();
  return fail(problem);
}

async function checkKey(
  texts: TextStore,
  vault: Vault,
  mode: 'write' | 'read',
): Promise<string | undefined> {
  const known = await texts.readMeta(VAULT_KEY);
  if (!known.ok) return known.problem.reason;
  if (known.value !== undefined || mode === 'read') {
    return keyProblem(known.value, vault.keyName);
  }
  const named = await texts.writeMeta(VAULT_KEY, vault.keyName);
  return named.ok ? undefined : named.problem.reason;
}

function keyProblem(known: string | undefined, key: string): string | undefined {
  if (known === undefined || known === key) return undefined;
  if (known.startsWith(ROTATING)) {
    return 'a change of keys was not finished: run assent vault rotate again';
  }
  if (known === 'none') return 'the store lies in the clear: run assent vault rotate to seal it';
  return `the store is sealed with the key ${known}: put it first in ASSENT_VAULT_KEYS`;
}
