import type { Overfull, WaitingLimits } from '../adapters/threads/waiting-room.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { settingsTable } from '../settings/settings-table.ts';

/** How much of one client may wait, and what whoever runs the program calls that. */
export interface NamedWaiting extends WaitingLimits {
  readonly names: Readonly<Record<Overfull['of'], string>>;
}

/** How much of one client may wait for a validation thread. */
export function waitingLimits(settings: Settings): NamedWaiting {
  return {
    countMax: settings.validationWaitingMax,
    bytesMax: settings.validationWaitingBytesMax,
    names: {
      count: settingsTable.validationWaitingMax.name,
      bytes: settingsTable.validationWaitingBytesMax.name,
    },
  };
}
