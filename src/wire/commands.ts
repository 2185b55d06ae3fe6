import { systemClock } from '../adapters/system-clock.ts';
import type { CommandContext } from '../cli/command.ts';
import type { CommandParts } from '../cli/command-table.ts';
import { settingsTable } from '../settings/settings-table.ts';
import { openJudge } from '../wire.ts';
import { places } from './places.ts';
import { openStoreAt } from './store.ts';

/** The store that the environment names, else the one that the server uses by itself. */
function storeAddress(env: CommandContext['env']): string {
  const { name, byDefault } = settingsTable.store;
  const named = env[name];
  return named === undefined || named === '' ? byDefault : named;
}

const onFatal = (): void => undefined;

/** What the commands of `assent` run with. */
export const commandParts: CommandParts = {
  openJudge,
  explain: {
    openStore: (address) => openStoreAt(address, { mode: 'read', onFatal }),
    storeAddress,
  },
  import: {
    openStore: (address) => openStoreAt(address, { mode: 'write', onFatal }),
    storeAddress,
    clock: systemClock,
  },
  demo: { folder: places.demoScenarios, clock: systemClock },
};
