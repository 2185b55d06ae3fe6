import { kibibyte, mebibyte, minute, second, whole } from './setting-rows.ts';
import type { SettingRow, Settings } from './settings-shape.ts';

type SizeSetting =
  | 'workMax'
  | 'workWaitMs'
  | 'linesMax'
  | 'listMax'
  | 'caseBytesMax'
  | 'readsBytesMax';

/** How large a request, its case and what is read back may be. */
export const sizeSettings: Readonly<Record<SizeSetting & keyof Settings, SettingRow>> = {
  workMax: whole(
    [
      'ASSENT_WORK_MAX',
      'units',
      2048,
      'Work at one time: a call weighs its operation (`$submit` 4, `$validate` 16) for each ' +
        '16 KiB of its decoded body. One client has its share, or one call; up to 16 units do ' +
        'not count.',
    ],
    64,
    1_000_000,
  ),
  workWaitMs: whole(
    ['ASSENT_WORK_WAIT_MS', 'ms', 5 * second, 'Time that a heavy call waits to be worked on.'],
    0,
    10 * minute,
  ),
  linesMax: whole(
    ['ASSENT_LINES_MAX', 'lines', 200, 'Lines (`Claim.item`) of one request.'],
    1,
    5000,
  ),
  listMax: whole(
    [
      'ASSENT_LIST_MAX',
      'entries',
      200,
      'Entries of any other list in what a request asks by: diagnoses, care team, supporting ' +
        'information, insurance, identifiers, names, codes. Evidence may have longer ones.',
    ],
    20,
    200_000,
  ),
  caseBytesMax: whole(
    [
      'ASSENT_CASE_BYTES_MAX',
      'bytes',
      2 * mebibyte,
      'Length of one case as it is kept; one that is larger is refused, and not opened either.',
    ],
    64 * kibibyte,
    14 * mebibyte,
  ),
  readsBytesMax: whole(
    [
      'ASSENT_READS_BYTES_MAX',
      'bytes',
      8 * mebibyte,
      'Stored bytes of cases and their requests that are read back at one time, but for small ' +
        'ones; one client has its share of it, or one read of any length. More holds up others.',
    ],
    mebibyte,
    1024 * mebibyte,
  ),
};
