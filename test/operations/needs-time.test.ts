import { expect, test } from 'vitest';
import { systemDigest } from '../../src/adapters/system-chance.ts';
import { needsTime, validateBytesWith } from '../../src/operations/rooms/validate-bytes.ts';
import { readSettings } from '../../src/settings.ts';
import { readLimits } from '../../src/wire/read-limits.ts';
import { validatorOf } from '../fhir/validate/synthetic.ts';

/**
 * Goal: a document is looked at again for longer only where that finds more.
 * Method: a clock that goes on by a millisecond whenever it is looked at.
 */
const settings = readSettings({ environment: {} });
if (!settings.ok) throw new Error(settings.problem);
const limits = readLimits(settings.value);
const validator = validatorOf([]);

function judged(document: object, kind: 'request' | 'resource', maxMs: number): boolean {
  let looks = 0;
  const elapsedMs = (): number => {
    looks += 1;
    return looks;
  };
  const ask =
    kind === 'request'
      ? ({ kind, profiles: {} } as const)
      : ({ kind, profiles: [], modes: [] } as const);
  const time = { maxMs, fullMs: 10, name: 'TIME' };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  return needsTime(
    validateBytesWith(validator, bytes, {
      ...{ ask, limits: { ...limits, time }, digest: systemDigest, elapsedMs },
    }),
  );
}

const patient = (members: object) => ({ resourceType: 'Patient', ...members });
const long = patient({ name: Array(4000).fill({ family: 'Adams', given: ['Ada'] }) });
const wrong = patient({ extension: Array(4000).fill({}) });

test.each(['request', 'resource'] as const)('a %s', (kind) => {
  expect(judged(patient({}), kind, 20)).toBe(false);
  expect(judged(long, kind, 20)).toBe(true);
  expect(judged(long, kind, 100_000)).toBe(false);
  // Ended as well, but the list was full.
  expect(judged(wrong, kind, 100)).toBe(false);
});
