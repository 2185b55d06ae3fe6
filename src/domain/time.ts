/** An instant in UTC: `2026-11-28T14:03:00.000Z`. */
export type Instant = string & { readonly brand: 'Instant' };

/** A civil date without a time zone: `2026-11-28`. */
export type CivilDate = string & { readonly brand: 'CivilDate' };

/** Civil dates from `from` to `to`, both included; without `to` it has no end. */
export interface DateSpan {
  readonly from: CivilDate;
  readonly to?: CivilDate;
}
