import type { JsonObject } from '../../fhir/json/json.ts';
import { stringifyJson } from '../../fhir/json/stringify-json.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';

/** A body with its text. */
export interface WrittenBody {
  readonly body: JsonObject;
  readonly text: string;
}

/**
 * Makes a body and its text at once, so that what can't be told is known before anything is kept.
 * Problems: case-too-large, when it is more than a text or the stack can hold.
 */
export function writtenBody(make: () => JsonObject): Result<WrittenBody, Problem> {
  try {
    const body = make();
    return ok({ body, text: stringifyJson(body) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail({ code: 'case-too-large', detail: 'its answer can not be written' });
  }
}
