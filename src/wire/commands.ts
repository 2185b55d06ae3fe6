import { systemDigest } from '../adapters/system-chance.ts';
import { systemClock } from '../adapters/system-clock.ts';
import type { CommandParts } from '../cli/command-table.ts';
import type { OpenStore } from '../cli/commands/explain.ts';
import type { NamedStore } from '../cli/commands/keep.ts';
import type { Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { openJudge } from '../wire.ts';
import { places } from './places.ts';
import { settingsOf } from './settings.ts';
import { backUpStore, openStore, restoreStore, rotateStore, verifyStoreOf } from './store.ts';

const onFatal = (): void => undefined;

function opener(mode: 'write' | 'read'): OpenStore {
  return async (env, store) => {
    const settings = settingsOf(store === undefined ? env : { ...env, ASSENT_STORE: store });
    return settings.ok ? openStore(settings.value, { mode, onFatal }) : settings;
  };
}

/** Does something with the settings of a command's environment and store. */
function using<Rest extends readonly unknown[], Value>(
  work: (settings: Settings, ...rest: Rest) => Promise<Result<Value, string>>,
) {
  return async ({ env, address }: NamedStore, ...rest: Rest): Promise<Result<Value, string>> => {
    const chosen = address === undefined ? env : { ...env, ASSENT_STORE: address };
    const settings = settingsOf(chosen);
    return settings.ok ? work(settings.value, ...rest) : settings;
  };
}

/** What the commands of `assent` run with. */
export const commandParts: CommandParts = {
  openJudge,
  explain: { openStore: opener('read') },
  import: { openStore: opener('write'), clock: systemClock },
  vault: { rotate: using(rotateStore) },
  keep: {
    backUp: using(backUpStore),
    restore: using(restoreStore),
    verify: using(verifyStoreOf),
  },
  audit: { openStore: opener('read'), digest: systemDigest },
  demo: { folder: places.demoScenarios, clock: systemClock },
};
