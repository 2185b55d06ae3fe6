import type { Tellable } from './found-evidence.ts';
import { numbersTold } from './told.ts';

/**
 * True when a title of a paper tells only what the paper is: it is made of words of papers, of
 * what the data says, and of dates and times. Shape: names of files have their words side by side.
 */
export function isTitleTold(title: string, data: Tellable, known: readonly string[]): boolean {
  const undated = /\p{N}/u.test(title) ? withoutDates(title) : title;
  return [undated, apart(undated)].some((text) => numbersTold(text, data, known) !== undefined);
}

/** `OfficeVisit` is `Office Visit`. */
function apart(title: string): string {
  return title.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');
}

/** Whole dates first, then days beside a year, months, years and times. */
const DATES: readonly RegExp[] = [
  /(?<!\p{N})(?:19|20)\d\d[-/._]?(?:0[1-9]|1[0-2])[-/._]?(?:0[1-9]|[12]\d|3[01])(?!\p{N})/gu,
  /(?<!\p{N})[0-3]?\d[-/._][0-3]?\d[-/._](?:19|20)?\d\d(?!\p{N})/gu,
  /(?<!\p{N})(?:0?[1-9]|1[0-2])[-/_](?:19|20)\d\d(?!\p{N})/gu,
  /(?<=\p{L}\.? )(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,? (?=(?:19|20)\d\d(?!\p{N}))/gu,
  /(?<!\p{N})(?:[12]\d|3[01]|0?[1-9])(?= (?:de )?\p{L}{3,12}\.?,? (?:de )?(?:19|20)\d\d\b)/gu,
  /(?<!\p{N})(?:19|20)\d\d(?!\p{N})/gu,
  /(?<![\p{N}\p{L}])T?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]m)?(?![\p{N}\p{L}])/giu,
];

/** What is left of a title when dates and times are taken out of it. */
function withoutDates(title: string): string {
  return DATES.reduce((text, date) => text.replace(date, ' '), title);
}
