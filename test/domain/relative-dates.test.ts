import { expect, test } from 'vitest';
import { renderDates } from '../../src/domain/relative-dates.ts';
import type { CivilDate } from '../../src/domain/time.ts';

/** Goal: the dates of demo papers are those of the day on which they are sent. */
test.each([
  ['{{today}}', '2026-11-28'],
  ['{{today+0d}}', '2026-11-28'],
  ['{{today+3d}}', '2026-12-01'],
  ['{{today-28d}}', '2026-10-31'],
  ['{{today+366d}}', '2027-11-29'],
  ['from {{today}} to {{today+1d}}T10:00', 'from 2026-11-28 to 2026-11-29T10:00'],
  ['{{today+3}} {{tomorrow}} {today}', '{{today+3}} {{tomorrow}} {today}'],
])('%s: %s', (text, rendered) => {
  expect(renderDates(text, '2026-11-28' as CivilDate)).toBe(rendered);
});
