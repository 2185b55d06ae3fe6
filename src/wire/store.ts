import { isAbsolute, join } from 'node:path';
import { plainVault } from '../adapters/vault-plain.ts';
import type { Store } from '../ports/store.ts';
import { fail, type Result } from '../result.ts';

/** How a store is opened. */
export interface StoreOpening {
  readonly mode: 'write' | 'read';
  readonly onFatal: (reason: string) => void;
}

/** Opens the store at an address of the setting ASSENT_STORE; a relative file lies where we run. */
export async function openStoreAt(
  address: string,
  { mode, onFatal }: StoreOpening,
): Promise<Result<Store, string>> {
  if (!address.startsWith('sqlite:')) {
    return fail(`the store "${address.split(':')[0]}" can not be opened yet: use sqlite:FILE`);
  }
  const name = address.slice('sqlite:'.length);
  const file = name === ':memory:' || isAbsolute(name) ? name : join(process.cwd(), name);
  const { openSqliteStore } = await import('../adapters/store-sqlite/store.ts');
  return openSqliteStore({ file, mode, vault: plainVault, onFatal });
}
