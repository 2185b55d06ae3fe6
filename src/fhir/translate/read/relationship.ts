import type { Json } from '../../json/json.ts';
import { codesOf } from './codes.ts';

/**
 * What a relationship to the subscriber says of whether the patient is the subscriber, one answer
 * a code; codes of other systems say nothing.
 * Source: PAS digest §7 no. 17: `self`, or 18 of X12 1069.
 */
export function selfAnswers(relationship: Json | undefined): readonly boolean[] {
  const answers = codesOf(relationship).flatMap(({ system, code }) => {
    const self = SELF.get(system);
    return self === undefined || SILENT.has(code) ? [] : [code === self];
  });
  return [...new Set(answers)];
}

const SELF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://terminology.hl7.org/CodeSystem/subscriber-relationship': 'self',
    'https://codesystem.x12.org/005010/1069': '18',
  }),
);

/** X12 1069: unknown. */
const SILENT: ReadonlySet<string> = new Set(['21']);
