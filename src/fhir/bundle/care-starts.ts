import type { CivilDate } from '../../domain/time.ts';
import { object, objects } from '../translate/read/element.ts';
import { daysOf } from '../translate/read/inexact-dates.ts';
import type { RequestBundle } from './request-bundle.ts';

/** The days on which the services of a request begin, as far as it says; in no order. */
export function careStarts({ claim: { resource } }: RequestBundle): readonly CivilDate[] {
  const dates = objects(resource.item).flatMap((item) => [
    item.servicedDate,
    object(item.servicedPeriod)?.start,
  ]);
  const all = [...dates, object(resource.billablePeriod)?.start];
  return all.flatMap((date) => daysOf(date)?.first ?? []);
}
