import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { Words } from './words-by-key.ts';
import { WORDS_OF_GUIDES } from './words-of-guides.ts';
import { WORDS_OF_R4 } from './words-of-r4.ts';

/** What a broken constraint is told with. */
export interface InvariantWords {
  readonly message: string;
  readonly mend: string;
}

const WORDS = new Map(Object.entries({ ...WORDS_OF_R4, ...WORDS_OF_GUIDES }));

/** Keys that stand for a second constraint with another meaning. */
const OTHER_WORDS: ReadonlyMap<string, Words> = new Map([
  [
    'inv-1',
    [
      'part.exists()',
      'a parameter holds exactly one of value, resource and parts',
      'keep one of value[x], resource and part, or add one',
    ],
  ],
  ['us-core-6', ['data.exists()', 'the attachment holds nothing', 'add url or data']],
]);

/** Plain words for a broken constraint; undefined for one that nobody has put into words here. */
export function invariantWords(
  key: string,
  expression: string,
  value: Json | undefined,
): InvariantWords | undefined {
  const found = [WORDS.get(key), OTHER_WORDS.get(key)].find(
    (words) => words !== undefined && expression.includes(words[0]),
  );
  if (found === undefined) return undefined;
  const [, says, mend] = found;
  return { message: `${says}${seen(key, value)} (${key})`, mend };
}

/** What was seen, where it is short enough to show. */
function seen(key: string, value: Json | undefined): string {
  const shown = SHOWN.get(key)?.(value) ?? own(value);
  return shown === undefined ? '' : `: ${shown}`;
}

function own(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || isJsonObject(value)) return undefined;
  return isJsonArray(value) ? undefined : quote(value);
}

type Show = (value: Json | undefined) => string | undefined;

const NOTIFICATION = 'backport-notification-bundle-r4-1';

const SHOWN: ReadonlyMap<string, Show> = new Map([
  ['per-1', (value) => `start ${quote(at(value, 'start'))}, end ${quote(at(value, 'end'))}`],
  ['ref-1', (value) => own(at(value, 'reference'))],
  ['bdl-8', (value) => own(at(value, 'fullUrl'))],
  ['inv-1', madeAndChanged],
  ...['us-core-16', 'us-core-17', 'us-core-18', 'us-core-19'].map(identifierValue),
  ...['ClaimFirst', 'ClaimResponseFirst', 'bdl-11', 'bdl-12', NOTIFICATION].map(firstType),
]);

function madeAndChanged(value: Json | undefined): string | undefined {
  const [made, changed] = [own(at(value, 'authoredOn')), own(at(value, 'lastModified'))];
  return made && changed && `authoredOn ${made}, lastModified ${changed}`;
}

function identifierValue(key: string): [string, Show] {
  return [key, (value) => own(at(value, 'value'))];
}

function firstType(key: string): [string, Show] {
  return [
    key,
    (value) => {
      const entries = at(value, 'entry');
      if (!isJsonArray(entries) || entries.length === 0) return 'there is no entry';
      const type = own(at(at(entries[0], 'resource'), 'resourceType'));
      return type === undefined ? 'it has no resource' : `it is ${type}`;
    },
  ];
}

function at(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}
