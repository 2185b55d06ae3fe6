import { kibibyte, mebibyte, minute, second, whole } from './setting-rows.ts';
import type { SettingRow, Settings } from './settings-shape.ts';

type Validating = Extract<
  keyof Settings,
  | 'requestTextBytesMax'
  | `submit${string}`
  | `validate${string}`
  | `json${string}`
  | `validation${string}Ms`
  | `validationWaiting${string}`
>;

/** How much may be read, and how long it may be looked at. */
export const validationSettings: Readonly<Record<Validating, SettingRow>> = {
  requestTextBytesMax: whole(
    [
      'ASSENT_REQUEST_TEXT_BYTES_MAX',
      'bytes',
      mebibyte,
      'Length of one request beside the data of its attachments; more would hold up others.',
    ],
    16 * kibibyte,
    100 * mebibyte,
  ),
  submitEntriesMax: whole(
    ['ASSENT_SUBMIT_ENTRIES_MAX', 'entries', 500, 'Entries of the Bundle of one request.'],
    1,
    5000,
  ),
  validateEntriesMax: whole(
    [
      'ASSENT_VALIDATE_ENTRIES_MAX',
      'entries',
      5000,
      'Entries of a Bundle that is only validated: `assent validate`, `$validate`.',
    ],
    1,
    50_000,
  ),
  submitItemsMax: whole(
    ['ASSENT_SUBMIT_ITEMS_MAX', 'items', 5000, 'Items of any other array of one request.'],
    100,
    200_000,
  ),
  validateItemsMax: whole(
    [
      'ASSENT_VALIDATE_ITEMS_MAX',
      'items',
      10_000,
      'Items of any other array of what is only validated.',
    ],
    100,
    200_000,
  ),
  submitValuesMax: whole(
    [
      'ASSENT_SUBMIT_VALUES_MAX',
      'values',
      200_000,
      'Items and members of one request together; an official one has about 1,000.',
    ],
    1000,
    2_000_000,
  ),
  validateValuesMax: whole(
    [
      'ASSENT_VALIDATE_VALUES_MAX',
      'values',
      600_000,
      'Items and members of what is only validated together; 5,000 entries have about 500,000.',
    ],
    1000,
    10_000_000,
  ),
  jsonDepthMax: whole(
    ['ASSENT_JSON_DEPTH_MAX', 'levels', 64, 'How deep objects and arrays nest in JSON.'],
    8,
    96,
  ),
  jsonMembersMax: whole(
    ['ASSENT_JSON_MEMBERS_MAX', 'members', 5000, 'Members of one JSON object.'],
    100,
    100_000,
  ),
  jsonDigitsMax: whole(
    ['ASSENT_JSON_DIGITS_MAX', 'characters', 100, 'Length of a number in JSON.'],
    40,
    1000,
  ),
  jsonCharactersMax: whole(
    [
      'ASSENT_JSON_CHARACTERS_MAX',
      'characters',
      mebibyte,
      'Length of a text in JSON, but for base64 in members that hold it (`data`).',
    ],
    64 * kibibyte,
    100 * mebibyte,
  ),
  validationTimeMs: whole(
    [
      'ASSENT_VALIDATION_TIME_MS',
      'ms',
      5 * second,
      'Time that the validation of one document may take; then it is refused. Once as many ' +
        'issues are found as are told, a twentieth is left.',
    ],
    100,
    10 * minute,
  ),
  validationWaitingMax: whole(
    [
      'ASSENT_VALIDATION_WAITING_MAX',
      'documents',
      128,
      'Documents of one client that wait for a validation thread at one time, those that take ' +
        'long and wait for a thread of their own among them.',
    ],
    1,
    100_000,
  ),
  validationWaitingBytesMax: whole(
    [
      'ASSENT_VALIDATION_WAITING_BYTES_MAX',
      'bytes',
      64 * mebibyte,
      'Length of all documents of one client that wait for a validation thread, those that take ' +
        'long and wait for a thread of their own among them.',
    ],
    mebibyte,
    1024 * 1024 * mebibyte,
  ),
};
