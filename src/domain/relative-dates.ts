import { addDays, type CivilDate } from './time.ts';

const PLACE = /\{\{today(?:([+-]\d{1,5})d)?\}\}/gu;

/** A text whose `{{today}}`, `{{today-30d}}` and `{{today+7d}}` have become civil dates. */
export function renderDates(text: string, today: CivilDate): string {
  return text.replace(PLACE, (_, days: string | undefined) => addDays(today, Number(days ?? 0)));
}
