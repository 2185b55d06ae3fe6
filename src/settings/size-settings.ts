import { whole } from './setting-row.ts';
import type { SettingRow, Settings } from './settings-shape.ts';

type SizeSetting = 'linesMax' | 'listMax';

/** How large a request, its case and what is read back of them may be. */
export const sizeSettings: Readonly<Record<SizeSetting & keyof Settings, SettingRow>> = {
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
    50_000,
  ),
};
