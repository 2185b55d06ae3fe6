/** A regular expression and where it comes from: a file with or without its line. */
export interface PlacedPattern {
  readonly place: string;
  readonly pattern: RegExp;
}
