import { beforeAll, describe, expect, test } from 'vitest';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import { EvidenceSearch } from '../../../src/fhir/facts/evidence-search.ts';
import { type CompiledFacts, compileFacts } from '../../../src/fhir/facts/facts.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { openValidator } from '../../../src/wire.ts';
import { bundleOf, definitions, observation, shown, window } from './request.ts';

/** Goal: a result counts as little as what it hangs on, and what stands beside it is read. */
let compiled: CompiledFacts;

beforeAll(async () => {
  const result = compileFacts(definitions, (await openValidator('2.2')).model);
  if (!result.ok) throw new Error(result.problem);
  compiled = result.value;
});

function saturation(resources: readonly JsonObject[]): string {
  const definition = definitions.find(({ id }) => id === 'oxygen-saturation');
  if (definition === undefined) throw new Error('no fact');
  const found = new EvidenceSearch(compiled, bundleOf(resources)).find('oxygen-saturation');
  return shown(settleFact(definition, found, window));
}

const patient = { subject: { reference: 'Patient/p' } };
const other = { subject: { reference: 'Patient/q' } };
const linked = (name: string, type: string, change: JsonObject): readonly JsonObject[] => [
  observation({ [name]: { reference: `${type}/x` } }),
  { resourceType: type, id: 'x', ...change },
];
const flow = (value: number, changes: JsonObject = {}) =>
  observation({
    ...{ id: 'f', code: { coding: [{ system: 'http://loinc.org', code: '3151-8' }] } },
    valueQuantity: { value, system: 'http://unitsofmeasure.org', code: 'L/min' },
    ...changes,
  });

describe('a saturation', () => {
  test.each<[string, readonly JsonObject[], string]>([
    ['of a sample', linked('specimen', 'Specimen', patient), '86 %'],
    ['of a used sample', linked('specimen', 'Specimen', { status: 'unavailable' }), '86 %'],
    ['of a bad sample', linked('specimen', 'Specimen', { status: 'unsatisfactory' }), 'unreadable'],
    [
      'of a sample that is not here',
      [observation({ specimen: { reference: '#s' } })],
      'unreadable',
    ],
    ['by a device', linked('device', 'Device', { status: 'active' }), '86 %'],
    ['by no device', linked('device', 'Device', { status: 'entered-in-error' }), 'unreadable'],
    ['in a stay', linked('encounter', 'Encounter', { status: 'finished', ...patient }), '86 %'],
    ['in a stay of another', linked('encounter', 'Encounter', other), 'foreign-subject'],
    ['with no flow of oxygen', [observation(), flow(0)], '86 %'],
    ['with a flow of oxygen', [observation(), flow(2)], 'unreadable'],
    ['with a flow that was withdrawn', [observation(), flow(2, { status: 'cancelled' })], '86 %'],
    [
      'with a flow of another day',
      [observation(), flow(2, { effectiveDateTime: '2026-11-25' })],
      '86 %',
    ],
  ])('%s', (_, resources, expected) => {
    expect(saturation(resources).replace('unknown: ', '')).toBe(expected);
  });
});

test('what the request itself takes back is as if it were not there', () => {
  const definition = definitions.find(({ id }) => id === 'oxygen-saturation');
  if (definition === undefined) throw new Error('no fact');
  const mark =
    'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/modifierextension-infoCancelled';
  const opened = bundleOf([observation()]);
  const named = { valueReference: { reference: 'Observation/o' } };
  const taken = { ...named, modifierExtension: [{ url: mark, valueBoolean: true }] };
  const settled = (supportingInfo: JsonObject[]): string => {
    const claim = { ...opened.claim, resource: { ...opened.claim.resource, supportingInfo } };
    const search = new EvidenceSearch(compiled, { ...opened, claim });
    const found = search.find('oxygen-saturation');
    return shown(settleFact(definition, found, window));
  };
  expect(settled([named])).toBe('86 %');
  expect(settled([taken])).toBe('unknown: no-evidence');
  expect(settled([taken, named])).toBe('86 %');
});
