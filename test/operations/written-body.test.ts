import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import { writtenBody } from '../../src/operations/rooms/written-body.ts';

/** Goal: what can't be told is known before it is kept, and a fault of ours stays one. */
test('a body and its text are made at once', () => {
  const body: JsonObject = { resourceType: 'Bundle' };
  expect(writtenBody(() => body)).toEqual({
    ok: true,
    value: { body, text: '{"resourceType":"Bundle"}' },
  });
});

test.each([
  ['more than the stack holds', () => Reflect.apply(Math.max, Math, Array(500_000).fill(1))],
  ['more than a text holds', () => 'x'.repeat(2 ** 30)],
])('%s is a problem', (_, fails) => {
  const make = (): JsonObject => ({ resourceType: String(fails()) });
  expect(writtenBody(make)).toMatchObject({ ok: false, problem: { code: 'case-too-large' } });
});

test('another fault is thrown on', () => {
  const broken = (): JsonObject => {
    throw new TypeError('ours');
  };
  expect(() => writtenBody(broken)).toThrow('ours');
});
