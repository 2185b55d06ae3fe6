import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FoundEvidence } from '../../../../src/domain/policy/found-evidence.ts';
import { settleFact } from '../../../../src/domain/policy/settle-fact.ts';
import type { Fact } from '../../../../src/domain/policy/trace.ts';
import { expectGolden } from '../../golden.ts';
import { found, icd, percent, window } from '../../policy/found.ts';
import { plainRequest } from '../../requests.ts';
import { day, decided, type Given, rulebook } from '../decided.ts';

/**
 * Goal: nothing of a case changes unseen. Method: rich requests of the shipped rulebook, each case
 * whole beside its golden (`UPDATE_GOLDEN=1` writes it), but for the request, which went in.
 */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const service = (code: string) => [{ system: hcpcs, code }];
const [plain] = plainRequest().lines;
if (plain === undefined) throw new Error('no line');
const threeMonths = {
  servicedSpan: { from: day('2026-12-01'), to: day('2027-02-28') },
  quantity: { amount: '3', unit: 'months' },
};

/** The facts that the policy looks at, settled from what was found. */
function factsOf(evidence: Readonly<Record<string, readonly FoundEvidence[]>>): readonly Fact[] {
  return rulebook.facts.map((one) => settleFact(one, evidence[one.id] ?? [], window));
}

const copd = [found({ value: icd('J44.9') })];
const heartFailure = [found({ value: icd('I50.9') })];
const gas = (amount: string, changes: Partial<FoundEvidence> = {}) =>
  found({ value: { kind: 'quantity', amount, unit: 'mm[Hg]', unitText: 'mmHg' }, ...changes });
const noted = found({ remarks: [{ at: 'note', form: 'words', text: 'on 4 litres' }] });

const cases: Readonly<Record<string, Given>> = {
  'approved-by-saturation': {
    facts: factsOf({ diagnoses: copd, 'oxygen-saturation': [found()] }),
  },
  'approved-for-three-months-by-heart-failure': {
    request: { lines: [{ ...plain, ...threeMonths }] },
    facts: factsOf({
      ...{ diagnoses: [...copd, ...heartFailure] },
      'oxygen-saturation': [found({ value: percent('89') })],
    }),
  },
  'approved-with-other-coverage': {
    found: { otherCoverages: [{ name: 'Other', isFirst: true }] },
    facts: factsOf({ diagnoses: copd, 'pao2-arterial': [gas('54')] }),
  },
  'pended-longer-than-granted': {
    facts: factsOf({
      ...{ diagnoses: [...copd, ...heartFailure] },
      'oxygen-saturation': [found({ value: percent('89') })],
    }),
  },
  'not-met': {
    facts: factsOf({
      ...{ diagnoses: copd, 'pao2-arterial': [gas('72')] },
      'oxygen-saturation': [found({ value: percent('95') })],
    }),
  },
  'information-is-missing': { facts: factsOf({}) },
  'information-on-a-test-is-missing': { facts: factsOf({ diagnoses: copd }) },
  'information-is-too-old': {
    facts: factsOf({
      ...{ diagnoses: copd },
      'oxygen-saturation': [found({ observedAt: '2026-08-20T09:00:00Z' })],
    }),
  },
  'a-person-reads-what-came': {
    facts: factsOf({
      ...{ diagnoses: copd, 'oxygen-saturation': [noted] },
      'pao2-arterial': ['41', '42', '43', '44', '45', '46'].map((amount) =>
        gas(amount, { standing: 'open', status: 'preliminary' }),
      ),
    }),
  },
  'evidence-disagrees': {
    facts: factsOf({
      ...{ diagnoses: copd },
      'oxygen-saturation': [found(), found({ value: percent('95') })],
    }),
  },
  'two-tests-disagree': {
    facts: factsOf({
      ...{ diagnoses: copd, 'oxygen-saturation': [found()] },
      'pao2-arterial': [gas('90')],
    }),
  },
  'evidence-of-somebody-else': {
    facts: factsOf({ diagnoses: copd, 'oxygen-saturation': [found({ subject: 'other' })] }),
  },
  'diagnoses-that-are-read-in-part': {
    facts: factsOf({
      ...{ diagnoses: [...heartFailure, found({ value: { kind: 'text', text: 'COPD' } })] },
      'oxygen-saturation': [found()],
    }),
  },
  'four-lines': {
    request: {
      lines: [
        plain,
        { ...plain, sequence: 2, service: service('E0431') },
        { ...plain, sequence: 3, service: service('E0445'), quantity: { amount: '1' } },
        { ...plain, sequence: 4, service: service('E9999') },
        { ...plain, sequence: 10 },
      ],
    },
    facts: factsOf({ diagnoses: copd, 'oxygen-saturation': [found()] }),
  },
  urgent: {
    request: {
      priority: { system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'stat' },
    },
    facts: factsOf({ diagnoses: copd }),
  },
  'free-and-kept-by-a-check': {
    request: {
      lines: [{ ...plain, service: service('E0445'), quantity: { amount: '0', unit: 'units' } }],
    },
  },
  'after-the-service': {
    request: {
      lines: [{ ...plain, servicedSpan: { from: day('2026-10-01'), to: day('2026-10-31') } }],
    },
    facts: factsOf({ diagnoses: copd, 'oxygen-saturation': [found()] }),
  },
  'a-patient-without-a-name': {
    request: { patient: { origin: 'p', identifiers: [], given: [] } },
  },
  'not-covered-any-more': { coveredTo: day('2026-11-01') },
};

test.each(Object.entries(cases))('%s', (name, given) => {
  const { reviewCase, again } = decided(given);
  expect(again).toEqual(reviewCase);
  const { request: _, ...decidedPart } = reviewCase;
  const file = join(import.meta.dirname, `${name}.golden.json`);
  expectGolden(file, `${JSON.stringify(decidedPart, undefined, 2)}\n`);
});
