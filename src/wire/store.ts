import { isAbsolute, join } from 'node:path';
import { type RotatedCounts, rotateVault } from '../adapters/store-documents/rotate.ts';
import type { TextStore } from '../adapters/store-documents/text-store.ts';
import { type StoreFinding, verifyStore } from '../adapters/store-documents/verify.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { aesVault } from '../adapters/vault-aes.ts';
import { plainVault } from '../adapters/vault-plain.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../ports/vault.ts';
import { fail, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { settingsTable } from '../settings/settings-table.ts';

/** The settings that say where a store is and how it is kept. */
export type StoreSettings = Pick<
  Settings,
  'store' | 'vaultKeys' | 'reservationMs' | 'mongodbTestOnly' | 'caseBytesMax'
>;

/** How a store is opened. */
export interface StoreOpening {
  readonly mode: 'write' | 'read';
  readonly onFatal: (reason: string) => void;
}

/** Opens the store that the settings name. */
export async function openStore(
  settings: StoreSettings,
  { mode, onFatal }: StoreOpening,
): Promise<Result<Store, string>> {
  const vault = vaultOf(settings);
  const caseLimit = { bytesMax: settings.caseBytesMax, name: settingsTable.caseBytesMax.name };
  const file = sqliteFile(settings.store);
  if (file !== undefined) {
    const { openSqliteStore } = await import('../adapters/store-sqlite/store.ts');
    return openSqliteStore({ file, mode, vault, caseLimit, onFatal });
  }
  const { openMongoStore } = await import('../adapters/store-mongodb/store.ts');
  return openMongoStore({ ...mongoOf(settings), vault, caseLimit });
}

/** Seals the store that the settings name with their first key; no server may run meanwhile. */
export async function rotateStore(
  settings: StoreSettings,
  onProgress: (counts: RotatedCounts) => void,
): Promise<Result<RotatedCounts, string>> {
  if (settings.vaultKeys.length === 0) return fail('ASSENT_VAULT_KEYS names no key to seal with');
  const texts = await openTexts(settings, 'write');
  if (!texts.ok) return texts;
  try {
    return await rotateVault(texts.value, vaultOf(settings), onProgress);
  } finally {
    await texts.value.close();
  }
}

/** Copies the embedded store of the settings while it is in use. */
export async function backUpStore(
  settings: StoreSettings,
  to: string,
): Promise<Result<void, string>> {
  const file = sqliteFile(settings.store);
  if (file === undefined) return fail(NOT_EMBEDDED);
  const { backUpSqlite } = await import('../adapters/store-sqlite/backup.ts');
  return backUpSqlite(file, to);
}

/** Makes the embedded store of the settings of a copy. */
export async function restoreStore(
  settings: StoreSettings,
  from: string,
): Promise<Result<void, string>> {
  const file = sqliteFile(settings.store);
  if (file === undefined) return fail(NOT_EMBEDDED);
  const { restoreSqlite } = await import('../adapters/store-sqlite/backup.ts');
  return restoreSqlite(from, file);
}

const NOT_EMBEDDED = 'only the embedded store is copied here; docs/operations.md tells for MongoDB';

/** Opens everything in the store of the settings; servers may run meanwhile. */
export async function verifyStoreOf(
  settings: StoreSettings,
  onProgress: (bodies: number) => void,
): Promise<Result<StoreFinding, string>> {
  const texts = await openTexts(settings, 'read');
  if (!texts.ok) return texts;
  try {
    const found = await verifyStore(texts.value, vaultOf(settings), onProgress);
    return found.ok ? found : fail(found.problem.reason);
  } finally {
    await texts.value.close();
  }
}

async function openTexts(
  settings: StoreSettings,
  mode: 'write' | 'read',
): Promise<Result<TextStore, string>> {
  const file = sqliteFile(settings.store);
  if (file !== undefined) {
    const { openSqliteTexts } = await import('../adapters/store-sqlite/store.ts');
    return openSqliteTexts({ file, mode, onFatal: () => undefined });
  }
  const { openMongoTexts } = await import('../adapters/store-mongodb/store.ts');
  return openMongoTexts(mongoOf(settings));
}

function mongoOf({ store: url, reservationMs, mongodbTestOnly }: StoreSettings) {
  const { elapsedMs } = systemClock;
  return { url, isTestOnly: mongodbTestOnly === 'on', reservationMs, elapsedMs };
}

/** The file of an embedded store, where the process runs; undefined for another kind of store. */
function sqliteFile(address: string): string | undefined {
  if (!address.startsWith('sqlite:')) return undefined;
  const name = address.slice('sqlite:'.length);
  return name === ':memory:' || isAbsolute(name) ? name : join(process.cwd(), name);
}

/** What seals the store: the keys of the settings, or nothing. */
function vaultOf({ vaultKeys }: Pick<Settings, 'vaultKeys'>): Vault {
  const [first, ...others] = vaultKeys;
  return first === undefined ? plainVault : aesVault([first, ...others]);
}
