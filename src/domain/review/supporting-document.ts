import type { Code } from '../code.ts';
import type { CivilDate } from '../time.ts';

/** A document or record that was sent along. */
export interface SupportingDocument {
  readonly kind: string;
  readonly status?: string;
  readonly codes: readonly Code[];
  readonly categories?: readonly Code[];
  readonly writtenOn?: CivilDate;
  readonly reportType?: Code;
  readonly transmissionMethod?: Code;
  readonly controlNumber?: string;
  readonly description?: string;
}
