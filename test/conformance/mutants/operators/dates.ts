import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isText, isTreeObject } from '../tree.ts';

const datePattern = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
const isDate = (place: Place): boolean => isText(place.value) && datePattern.test(place.value);
const badDates = [
  '1975-13-45',
  '05/02/2005',
  '2024-02-30',
  '2023-02-29',
  '2024-1-5',
  '2024-01-01T10:00:00',
  '2024-01-01T25:00:00Z',
  '2024-01-01T10:00Z',
  '2024-01-01 10:00:00Z',
  '0000-01-01',
  '20240101',
  'yesterday',
  '2024-01-01T10:61:00Z',
  '2024-01-01T10:00:00+15:00',
  '2024-01-01Z',
  '1823-05-05',
  '2024-04-31T10:00:00Z',
  ' 2024-01-01',
  '2024-01-01T10:00:60Z',
  '9999-12-31',
  '2024-00-10',
];
const otherDates = [
  '2024',
  '2024-02',
  '2024-02-29',
  '2024-02-29T10:00:00Z',
  '2024-02-29T10:00:00.123456Z',
  '2024-02-29T23:59:59-05:00',
  '2024-02-29T24:00:00Z',
  '1900-01-01',
  '2024-02-29T10:00:00+14:00',
];
const periods = [
  ['2024-02-01', '2024-01-01'],
  ['2024-01-01', '2024-01-01'],
  ['2024-01', '2024-01-15'],
  ['2024-01-15', '2024-01'],
  ['2024-01-01T10:00:00Z', '2024-01-01T09:00:00-05:00'],
  ['2024-01-01T10:00:00+05:00', '2024-01-01T09:00:00Z'],
  ['2024-05', '2024-04'],
  ['2024-01-01T10:00:00Z', '2024-01-01'],
  ['2025', '2024-12-31'],
  ['2024-01-01', '2024-12-31'],
];

/** Operators on dates, times and periods. */
export const dateOperators = [
  onPlaces('date-bad', isDate, (place, random) => {
    const date = random.pick(badDates) ?? '';
    put(place, date);
    return `date ${date}`;
  }),
  onPlaces('date-other-precision', isDate, (place, random) => {
    const date = random.pick(otherDates) ?? '';
    put(place, date);
    return `date ${date}`;
  }),
  onPlaces(
    'period-order',
    (place) => canHavePeriod(place),
    (place, random) => {
      if (!isTreeObject(place.value)) return undefined;
      const [start = '', end = ''] = random.pick(periods) ?? [];
      if ('start' in place.value) put(place, { start, end });
      else if (place.path.endsWith('identifier')) place.value.period = { start, end };
      else place.value.billablePeriod = { start, end };
      return `period from ${start} to ${end}`;
    },
  ),
];

function canHavePeriod(place: Place): boolean {
  if (!isTreeObject(place.value)) return false;
  const isClaim = place.value.resourceType === 'Claim';
  return (
    'start' in place.value ||
    (/identifier$/.test(place.path) && !Array.isArray(place.value)) ||
    isClaim
  );
}
