import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { establishStanding } from '../../src/domain/review/standing.ts';
import type { Instant } from '../../src/domain/time.ts';
import { openRequestBundle } from '../../src/fhir/bundle/request-bundle.ts';
import { requestInBody } from '../../src/fhir/bundle/request-in-body.ts';
import { toReviewRequest } from '../../src/fhir/translate/intake/review-request.ts';
import { gather } from '../../src/operations/rooms/gather.ts';
import { practice } from '../domain/requests.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: requests that name somebody else are not approved, and those of the public kits get a
 * decision. Method: files of ../shared, sent on the day that they are made for.
 */
const shared = join(import.meta.dirname, '../../../shared');
const at = '2026-11-30T16:00:00.000Z' as Instant;
const examples = join(import.meta.dirname, '../conformance/fixtures/pas-2.2.1');
const isThere = existsSync(shared);
const payer = payerForTests({ ASSENT_SANDBOX: 'on' }, { now: () => at, elapsedMs: () => 0 });

async function answer(file: string, isEnrolled: boolean): Promise<string> {
  const text = readFileSync(resolve(shared, file), 'utf8');
  if (isEnrolled) expect((await payer.post('/sandbox/enroll', text)).status).toBe(200);
  const { status, body } = await payer.post('/fhir/Claim/$submit', text);
  const said = JSON.stringify(body);
  const actions = [...said.matchAll(/005010\/306","code":"(\w+)"/gu)].map(([, code]) => code);
  const errors = [...said.matchAll(/005010\/901","code":"(\w+)"/gu)].map(([, code]) => code);
  return [status, ...actions, ...errors].join(' ');
}

test.skipIf(!isThere)('case 38, needs ../shared: a coverage of another patient', async () => {
  expect(await answer('cases/38-submit-coverage-of-other-patient.json', false)).toBe('200 A4');
  const told = await payer.get('/sandbox/exchanges');
  const [{ requestId }] = JSON.parse(JSON.stringify(told.body.exchanges));
  const { body } = await payer.get(`/sandbox/exchanges/${requestId}`);
  expect(body.response).toContain('a coverage that is not of the patient of the request');
});

describe.skipIf(!isThere)('bundles of the public kit, enrolled, needs ../shared', () => {
  const kit = 'fixtures/inferno/pas-2.2.1';
  test.each([
    // Its coverage begins in 2020, and its services in 2016.
    ['submit-approval', 'found, member: dates'],
    ['claim-update-1-initial', 'found, member: sure'],
    ['submit-must-support-device', 'not-supported'],
  ])('%s: who asks, member, payer, coverage', async (name, expected) => {
    const text = readFileSync(join(shared, kit, `${name}.json`), 'utf8');
    expect((await payer.post('/sandbox/enroll', text)).body).toMatchObject({ faults: [] });
    expect(await standingOf(text)).toBe(expected);
  });

  async function standingOf(text: string): Promise<string> {
    const bundle = openRequestBundle(requestInBody(JSON.parse(text)));
    const request = bundle.ok ? toReviewRequest(bundle.value) : bundle;
    if (!request.ok) return JSON.stringify(request.problem);
    const keys = { submissionKey: 'none', contentKey: 'none' };
    const gathered = await gather(payer.started.store, request.value, 'demo-tour', keys);
    if (!gathered.ok) return gathered.problem.code;
    const standing = establishStanding({
      ...{ request: request.value, records: gathered.value.records, submitter: practice },
      ...{ receivedAt: at, refusals: [] },
    });
    if (standing.kind === 'refused') return standing.refusals.map(({ kind }) => kind).join(', ');
    const { memberDoubts, coverageDoubts } = standing;
    const doubts = [...memberDoubts.map((doubt) => JSON.stringify(doubt)), ...coverageDoubts];
    return `found, member: ${doubts.length === 0 ? 'sure' : doubts.join(', ')}`;
  }
});

test.each([
  ['HomecareAuthorization', '200 A4 A4'],
  ['MedicalServicesAuthorization', '200 A4'],
  ['ReferralAuthorization', '200 A4'],
])('the official %s, enrolled, without a birth date: a person looks', async (name, expected) => {
  expect(await answer(join(examples, `Bundle-${name}BundleExample.json`), true)).toBe(expected);
});
