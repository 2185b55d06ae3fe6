import type { ListLimits } from '../fhir/bundle/list-lengths.ts';
import type { JsonLimits } from '../fhir/json/json-finding.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { settingsTable } from '../settings/settings-table.ts';

/** Limits that have settings of their own for requests and for what is only validated. */
const byAsk = {
  request: {
    entriesMax: 'submitEntriesMax',
    itemsMax: 'submitItemsMax',
    valuesMax: 'submitValuesMax',
  },
  resource: {
    entriesMax: 'validateEntriesMax',
    itemsMax: 'validateItemsMax',
    valuesMax: 'validateValuesMax',
  },
} as const;

const common = {
  bytesMax: 'bodyBytesMax',
  depthMax: 'jsonDepthMax',
  membersMax: 'jsonMembersMax',
  digitsMax: 'jsonDigitsMax',
  charactersMax: 'jsonCharactersMax',
} as const;

/** The limits of reading as the settings say, with the names by which they are changed. */
export function readLimits(settings: Settings): ReadLimits {
  return {
    request: limitsBy(settings, { ...common, ...byAsk.request }),
    resource: limitsBy(settings, { ...common, ...byAsk.resource }),
    requestText: {
      bytesMax: settings.requestTextBytesMax,
      name: settingsTable.requestTextBytesMax.name,
    },
    time: { maxMs: settings.validationTimeMs, name: settingsTable.validationTimeMs.name },
  };
}

type Limit = Exclude<keyof JsonLimits, 'names'>;
type Row = (typeof common)[keyof typeof common] | Own<'request'> | Own<'resource'>;
type Own<Ask extends keyof typeof byAsk> = (typeof byAsk)[Ask][keyof (typeof byAsk)[Ask]];

function limitsBy(settings: Settings, rows: Readonly<Record<Limit, Row>>): JsonLimits {
  return {
    bytesMax: settings[rows.bytesMax],
    depthMax: settings[rows.depthMax],
    entriesMax: settings[rows.entriesMax],
    membersMax: settings[rows.membersMax],
    itemsMax: settings[rows.itemsMax],
    valuesMax: settings[rows.valuesMax],
    digitsMax: settings[rows.digitsMax],
    charactersMax: settings[rows.charactersMax],
    names: {
      bytesMax: settingsTable[rows.bytesMax].name,
      depthMax: settingsTable[rows.depthMax].name,
      entriesMax: settingsTable[rows.entriesMax].name,
      membersMax: settingsTable[rows.membersMax].name,
      itemsMax: settingsTable[rows.itemsMax].name,
      valuesMax: settingsTable[rows.valuesMax].name,
      digitsMax: settingsTable[rows.digitsMax].name,
      charactersMax: settingsTable[rows.charactersMax].name,
    },
  };
}

/** The limits of a request's lists, with the names by which they are changed. */
export function listLimits({ linesMax, listMax }: Settings): ListLimits {
  const names = { linesMax: settingsTable.linesMax.name, listMax: settingsTable.listMax.name };
  return { linesMax, listMax, names };
}
