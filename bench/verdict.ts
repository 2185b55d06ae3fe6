/** A budget that a figure has to keep. */
export interface Verdict {
  readonly name: string;
  readonly value: number;
  readonly max: number;
}
