import type { Code, Identifier } from '../code.ts';
import type { DateSpan } from '../time.ts';

/** A provider as our own records know them. */
export interface Provider {
  readonly key: string;
  readonly kind: 'organization' | 'practitioner';
  readonly identifiers: readonly Identifier[];
  readonly name: string;
  readonly specialties: readonly Code[];
  /** Plans in whose network the provider is, and when. */
  readonly networks: readonly { readonly planId: string; readonly span: DateSpan }[];
  readonly span: DateSpan;
  /** False when the record is no longer used. */
  readonly isActive?: boolean;
}
