import type { Language, LocalizedText } from '../../../domain/code.ts';
import type { ReviewCase } from '../../../domain/review/review-case.ts';
import type { Instant } from '../../../domain/time.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';

/** What an answer is made of. */
export interface ResponseInput {
  readonly case: ReviewCase;
  /** The request as it came: what is echoed is taken from it. */
  readonly request: RequestBundle;
  readonly language: Language;
  /** The FHIR base under which the answer can be read again. */
  readonly fhirBase: string;
  readonly answeredAt: Instant;
  /** A number of ours for this transmission. */
  readonly transmissionId: string;
  /** Sentences that go with every answer of this kind. */
  readonly notes: readonly LocalizedText[];
}
