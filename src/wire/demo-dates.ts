import { renderDates } from '../domain/relative-dates.ts';
import { civilDateOf } from '../domain/time.ts';
import type { Issue } from '../fhir/validate/issue.ts';
import type { Clock } from '../ports/clock.ts';

/** A document whose placeholders have become dates, and what is said about it. */
export interface DatedDocument {
  readonly bytes: Uint8Array;
  readonly remarks: readonly Issue[];
}

/**
 * Fills in the `{{today-30d}}` of the demo's own files, as `assent demo` and `assent import` do, so
 * that a file is validated as what is made of it. That it was done is always said.
 */
export function withDemoDates(bytes: Uint8Array, clock: Clock): DatedDocument {
  const came = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!came.includes('{{today')) return { bytes, remarks: [] };
  // In latin1 a letter is a byte: whatever the encoding of the document, its other bytes stay.
  const text = came.toString('latin1');
  const dated = renderDates(text, civilDateOf(clock.now(), 'UTC'));
  if (dated === text) return { bytes, remarks: [] };
  return { bytes: Buffer.from(dated, 'latin1'), remarks: [remark] };
}

// A warning: sent as it stands, the file would be refused.
const remark: Issue = {
  severity: 'warning',
  code: 'informational',
  expression: '',
  rule: 'demo-dates',
  message:
    '{{today}} and the like are placeholders of demo files; the dates of today were validated',
  mend: '`assent demo NAME` and `assent import` fill them in; anywhere else write dates',
};
