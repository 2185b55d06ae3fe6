import { describe, expect, test } from 'vitest';
import { caseIdOf } from '../../../../src/domain/review/ids.ts';
import { reviewActions, rollUp } from '../../../../src/domain/review/review-action.ts';
import type {
  Determination,
  LineDecision,
  ReviewCase,
} from '../../../../src/domain/review/review-case.ts';
import type { CivilDate, Instant } from '../../../../src/domain/time.ts';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';
import { toReviewRequest } from '../../../../src/fhir/translate/intake/review-request.ts';
import { toResponseBundle } from '../../../../src/fhir/translate/respond/response-bundle.ts';
import { openValidator } from '../../../../src/wire.ts';
import { scenario } from '../../../operations/payer.ts';

/**
 * Goal: no constant fills an element of an answer. Method: a case with everything; each field that
 * is shown is changed, and the answer changes in the place that the table names, and is clean.
 */
const at = '2026-11-28T16:00:00.000Z' as Instant;
const opened = openRequestBundle(JSON.parse(scenario('home-oxygen-approved')));
if (!opened.ok) throw new Error('no bundle');
const bundle = opened.value;
const read = toReviewRequest(bundle);
if (!read.ok) throw new Error('no request');
const request = read.value;
const validator = await openValidator('2.2');

function determination(
  decision: LineDecision,
  changes: Partial<Determination> = {},
): Determination {
  const authorization = {
    number: 'A-1',
    issuedOn: '2026-11-28' as CivilDate,
    span: { from: '2026-11-30' as CivilDate, to: '2027-11-29' as CivilDate },
    service: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'E1390' }],
    quantity: { amount: '12', unit: 'months' },
  };
  return {
    ...{ id: 'd', decision, decidedAt: at, decidedBy: { role: 'rule', name: 'P@1' } },
    ...{ reasonCodes: decision === 'approved' ? [] : ['0U'], trace: { checks: [] } },
    explanation: { en: `Why ${decision}.`, es: `Por qué ${decision}.` },
    ...(decision === 'approved' ? { authorization } : {}),
    ...changes,
  };
}

function caseOf(...decisions: readonly (Determination | undefined)[]): ReviewCase {
  return {
    ...{ schemaVersion: 1, id: caseIdOf('5f'.repeat(32)), version: 1, submitterId: 'c' },
    ...{ receivedAt: at, requestBlobKey: 'k', request, kind: 'prior-authorization' },
    ...{ kindBasis: '', pace: 'standard', paceBasis: '', rulebookHash: 'h', events: [] },
    ...{ administrativeReferenceNumber: 'P-1', refusals: [], informationRequests: [], outbox: [] },
    lines: request.lines.map(({ sequence }, index) => {
      const one = decisions[index] ?? decisions[0];
      return { sequence, determinations: one === undefined ? [] : [one] };
    }),
  };
}

function answer(reviewCase: ReviewCase, language: 'en' | 'es' = 'en'): JsonObject {
  return toResponseBundle({
    ...{ case: reviewCase, request: bundle, language, fhirBase: 'http://127.0.0.1:8080/fhir' },
    ...{ answeredAt: at, transmissionId: 'T-1', notes: [] },
  });
}

function errorsOf(response: JsonObject): readonly string[] {
  const { issues } = validator.validate(JSON.parse(JSON.stringify(response)));
  return issues
    .filter(({ severity }) => severity === 'error')
    .map(({ expression, message }) => `${expression} ${message}`);
}

function claimResponse(response: JsonObject): JsonObject {
  const [first] = isJsonArray(response.entry) ? response.entry : [];
  return isJsonObject(first) && isJsonObject(first.resource) ? first.resource : {};
}

const decisions: readonly LineDecision[] = [
  ...(['pending', 'approved', 'denied-clinical', 'denied-admin', 'denied-information'] as const),
  ...(['not-required', 'redirected', 'cancelled', 'voided'] as const),
];

describe('every decision is told by its action, clean by the profile', () => {
  test.each(decisions)('%s', (decision) => {
    const response = answer(caseOf(determination(decision)));
    expect(JSON.stringify(claimResponse(response).item)).toContain(
      `"code":"${reviewActions[decision]}"`,
    );
    expect(errorsOf(response)).toEqual([]);
  });
});

describe('the roll-up (digest §2.3)', () => {
  test.each<[readonly LineDecision[], string | undefined, string]>([
    [['approved', 'approved'], 'A1', 'complete'],
    [['denied-clinical', 'denied-admin'], 'A3', 'complete'],
    [['approved', 'denied-admin'], 'A2', 'complete'],
    [['approved', 'approved-modified'], 'A6', 'complete'],
    [['approved', 'pending'], 'A4', 'partial'],
    [['pending', 'pending'], 'A4', 'complete'],
    [['approved', 'not-required'], 'A1', 'complete'],
    [['not-required', 'not-required'], 'NA', 'complete'],
    [['redirected', 'not-required'], 'CT', 'complete'],
    [['cancelled', 'cancelled'], 'C', 'complete'],
  ])('%j', (lines, action, outcome) => {
    const reviewCase = caseOf(...lines.map((decision) => determination(decision)));
    expect(rollUp(reviewCase)).toEqual({ action, outcome });
    expect(claimResponse(answer(reviewCase)).outcome).toBe(outcome);
  });

  test('a refusal is an error with its codes, place and words', () => {
    const refused: ReviewCase = {
      ...caseOf(undefined),
      refusals: [
        {
          ...{ kind: 'member-not-found', rejectReason: '75', followUp: 'C' },
          ...{ element: '2010C-NM109', origin: 'Bundle.entry[4].resource' },
          explanation: { en: 'Nobody.', es: 'Nadie.' },
        },
      ],
    };
    const response = answer(refused);
    const text = JSON.stringify(claimResponse(response));
    for (const part of ['"75"', '"C"', '2010C-NM109', 'Bundle.entry[4].resource', 'Nobody.']) {
      expect(text).toContain(part);
    }
    expect(claimResponse(response).outcome).toBe('error');
    expect(errorsOf(response)).toEqual([]);
  });
});

type Change = (reviewCase: ReviewCase) => ReviewCase;

function onLine(changes: Partial<Determination>, decision: LineDecision = 'approved'): Change {
  return () => caseOf(determination(decision, changes));
}

const granted = determination('approved').authorization;
if (granted === undefined) throw new Error('nothing granted');

describe('what is shown comes from the case', () => {
  const before = JSON.stringify(answer(caseOf(determination('approved'))));
  test.each<[string, Change, string]>([
    ['id', (one) => ({ ...one, id: caseIdOf('6f'.repeat(32)) }), caseIdOf('6f'.repeat(32))],
    [
      'receivedAt',
      (one) => ({ ...one, receivedAt: '2026-11-27T01:02:03.000Z' as Instant }),
      '2026-11-27T01:02:03.000Z',
    ],
    ['authorization number', onLine({ authorization: { ...granted, number: 'A-77' } }), '"A-77"'],
    [
      'issuedOn',
      onLine({ authorization: { ...granted, issuedOn: '2026-10-09' as CivilDate } }),
      '2026-10-09',
    ],
    [
      'span',
      onLine({ authorization: { ...granted, span: { from: '2026-12-24' as CivilDate } } }),
      '"start":"2026-12-24"',
    ],
    [
      'authorized service',
      onLine({ authorization: { ...granted, service: [{ system: 'urn:x', code: 'X9' }] } }),
      '"X9"',
    ],
    [
      'authorized quantity',
      onLine({ authorization: { ...granted, quantity: { amount: '7.50', unit: 'visits' } } }),
      'visits',
    ],
    [
      'explanation',
      onLine({ explanation: { en: 'Because of this.', es: '' } }),
      'Because of this.',
    ],
    ['reason codes', onLine({ reasonCodes: ['0V'] }, 'pending'), '"0V"'],
    [
      'pend number',
      (one) => ({
        ...caseOf(determination('pending')),
        administrativeReferenceNumber: `${one.administrativeReferenceNumber}9`,
      }),
      '"P-19"',
    ],
    [
      'who decided',
      onLine({ decidedBy: { role: 'physician', name: 'x', npi: '9000000056' } }, 'denied-clinical'),
      '9000000056',
    ],
  ])('%s', (_, change, expected) => {
    const response = answer(change(caseOf(determination('approved'))));
    const after = JSON.stringify(response);
    expect(before).not.toContain(expected);
    expect(after).toContain(expected);
  });

  test('the language of the sender, and only that', () => {
    const spanish = JSON.stringify(answer(caseOf(determination('approved')), 'es'));
    expect(spanish).toContain('Por qué approved.');
    expect(spanish).toContain('Aprobado del 2026-11-30 al 2027-11-29.');
    expect(spanish).not.toContain('Why approved.');
  });
});

test('spec-31, spec-33: what is echoed is as it came, once', () => {
  const response = answer(caseOf(determination('approved')));
  const entries = isJsonArray(response.entry) ? response.entry.filter(isJsonObject) : [];
  const urls = entries.map(({ fullUrl }) => fullUrl);
  expect(new Set(urls).size).toBe(urls.length);
  for (const { fullUrl, resource } of entries.slice(1)) {
    const same = bundle.entries.find((entry) => entry.fullUrl === fullUrl);
    expect(resource).toEqual(same?.resource);
  }
  expect(urls).toContain('https://ehr.example.org/fhir/Patient/demo-ada');
});
