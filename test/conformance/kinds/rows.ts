import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { createJudge } from '../oracle/judge.ts';

/** A resource, and the errors expected of it: each a place and a rule without its profile. */
export type Row = readonly [name: string, resource: JsonObject, errors?: readonly string[]];

const judge = await createJudge();

function check(resource: JsonObject, errors: readonly string[]): void {
  const found = judge(JSON.stringify(resource)).filter(({ severity }) => severity === 'error');
  // Rules of one fault are told together.
  const brief = found.flatMap(({ expression, rule, also = [] }) =>
    [rule, ...also].map((one) => `${expression} ${one.replace(/^.*#/, '')}`),
  );
  expect(brief.sort()).toEqual([...errors].sort());
}

/** Brothers of one kind of input that was once judged wrongly. */
export function rows(title: string, all: readonly Row[]): void {
  describe(title, () => {
    test.each(all.map((row) => [row[0], row] as const))('%s', (_, row) =>
      check(row[1], row[2] ?? []));
  });
}

/** A Patient of these members. */
export function patient(members: JsonObject): JsonObject {
  return { resourceType: 'Patient', ...members };
}

/** An Organization with one identifier. */
export function identified(identifier: JsonObject): JsonObject {
  return { resourceType: 'Organization', name: 'X', identifier: [identifier] };
}

/** A CapabilityStatement of these formats. */
export function formats(format: readonly string[], members: JsonObject = {}): JsonObject {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-01-01',
    kind: 'instance',
    implementation: { description: 'x' },
    fhirVersion: '4.0.1',
    format,
    rest: [{ mode: 'server' }],
    ...members,
  };
}

/** Where US Core's profiles are. */
export const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
