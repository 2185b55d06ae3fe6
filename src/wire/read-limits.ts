import type { ListLimits } from '../fhir/bundle/list-lengths.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { settingsTable } from '../settings/settings-table.ts';

/** The limits of reading as the settings say, with the names by which they are changed. */
export function readLimits(settings: Settings): ReadLimits {
  const common = {
    bytesMax: settings.bodyBytesMax,
    depthMax: settings.jsonDepthMax,
    membersMax: settings.jsonMembersMax,
  };
  const names = {
    bytesMax: settingsTable.bodyBytesMax.name,
    depthMax: settingsTable.jsonDepthMax.name,
    membersMax: settingsTable.jsonMembersMax.name,
  };
  const limits = (entries: 'submitEntriesMax' | 'validateEntriesMax') => ({
    ...common,
    entriesMax: settings[entries],
    names: { ...names, entriesMax: settingsTable[entries].name },
  });
  return {
    request: limits('submitEntriesMax'),
    requestText: {
      bytesMax: settings.requestTextBytesMax,
      name: settingsTable.requestTextBytesMax.name,
    },
    resource: limits('validateEntriesMax'),
  };
}

/** The limits of a request's lists, with the names by which they are changed. */
export function listLimits({ linesMax, listMax }: Settings): ListLimits {
  const names = { linesMax: settingsTable.linesMax.name, listMax: settingsTable.listMax.name };
  return { linesMax, listMax, names };
}
