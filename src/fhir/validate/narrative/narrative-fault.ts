/**
 * What is wrong with a narrative. `rule` names the invariant it breaks: `txt-1` for what it may be
 * made of, `txt-2` for having content at all, `xml` when it isn't well-formed. `reason` goes on a
 * sentence about the narrative: `has …`; `offset` counts characters from 0.
 */
export interface NarrativeFault {
  readonly rule: 'txt-1' | 'txt-2' | 'xml';
  readonly reason: string;
  readonly offset: number;
}
