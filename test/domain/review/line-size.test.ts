import { describe, expect, test } from 'vitest';
import type { RequestLine, ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { decided, need } from './decided.ts';

/**
 * Goal: what is written of a line does not grow with what the line names: a request would be kept
 * and told once for each of its lines. Method: each list as long as it may be, on one line.
 */
const BYTES_MAX = 16_000;
const many = <Item>(make: (index: number) => Item): Item[] =>
  Array.from({ length: 200 }, (_, index) => make(index));

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const codes = many((index) => ({ system: HCPCS, code: `E1${100 + index}` }));
const absent = many((index) => 1000 + index);
const order = {
  ...{ kind: 'DeviceRequest', status: 'active', intent: 'order', isOfPatient: true },
  codes,
} as const;
const concern = (index: number): ReviewRequest['concerns'][number] => ({
  ...{ kind: 'finding', origin: `o${index}`, detail: `d${index}` },
  words: { en: `a fault no. ${index}`, es: `un error no. ${index}` },
});

describe('what is written of a line', () => {
  test.each<[string, Partial<RequestLine>, Partial<ReviewRequest>]>([
    ['diagnoses that are not there', { diagnosisSequences: absent }, {}],
    ['care team that is not there', { careTeamSequences: absent }, {}],
    ['information that is not there', { supportingSequences: absent }, {}],
    ['modifiers', { modifiers: codes }, {}],
    ['codes of the service', { service: codes }, {}],
    ['codes of the end of a range', { serviceEnd: codes }, {}],
    ['codes of an order', { requestedOrder: order }, {}],
    ['words', { serviceTexts: many((index) => `rental no. ${index}`) }, {}],
    ['settings', { setting: { places: codes, categories: codes, requestTypes: codes } }, {}],
    ['orders of the request', {}, { claimOrders: many(() => ({ ...order, role: 'referral' })) }],
    ['concerns', {}, { concerns: many(concern) }],
  ])('%s', (_, change, request) => {
    const lines = plainRequest().lines.map((line) => ({ ...line, ...change }));
    const { reviewCase } = decided({ facts: need, request: { lines, ...request } });
    const [line] = reviewCase.lines;
    expect(JSON.stringify(line).length).toBeLessThan(BYTES_MAX);
    expect(line?.determinations).toHaveLength(1);
  });
});
