import type { Remark } from '../../domain/policy/found-evidence.ts';
import type { JsonObject } from '../json/json.ts';
import { allTexts } from '../translate/read/all-texts.ts';

/**
 * All that is written of a device: in its record, or where a result names it. Notes and narratives
 * are held to the data elsewhere. Source: R4 Device; Observation.device.
 */
export function deviceRemarks(at: string, written: JsonObject): readonly Remark[] {
  return allTexts(written, READ_ELSEWHERE).map((text) => ({ at, form: 'device', text }));
}

const READ_ELSEWHERE: ReadonlySet<string> = new Set(['note', 'status', 'patient', 'reference']);
