import { systemDigest } from '../adapters/system-chance.ts';
import { systemClock } from '../adapters/system-clock.ts';
import type { CommandParts } from '../cli/command-table.ts';
import type { OpenStore } from '../cli/commands/explain.ts';
import { openJudge } from '../wire.ts';
import { places } from './places.ts';
import { settingsOf } from './settings.ts';
import { openStore, rotateStore } from './store.ts';

const onFatal = (): void => undefined;

function opener(mode: 'write' | 'read'): OpenStore {
  return async (env, store) => {
    const settings = settingsOf(store === undefined ? env : { ...env, ASSENT_STORE: store });
    return settings.ok ? openStore(settings.value, { mode, onFatal }) : settings;
  };
}

/** What the commands of `assent` run with. */
export const commandParts: CommandParts = {
  openJudge,
  explain: { openStore: opener('read') },
  import: { openStore: opener('write'), clock: systemClock },
  vault: {
    rotate: async (env, store, onProgress) => {
      const settings = settingsOf(store === undefined ? env : { ...env, ASSENT_STORE: store });
      return settings.ok ? rotateStore(settings.value, onProgress) : settings;
    },
  },
  audit: { openStore: opener('read'), digest: systemDigest },
  demo: { folder: places.demoScenarios, clock: systemClock },
};
