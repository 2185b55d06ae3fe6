import { describe, expect, test } from 'vitest';
import type { ClaimOrder, RequestLine } from '../../../../src/domain/review/review-request.ts';
import { plainRequest } from '../../requests.ts';
import { day, outcome } from '../decided.ts';

/** Goal: what a line costs fits what it asks for, and what the request leans on holds. */
const usd = (amount: string) => ({ amount, currency: 'USD' });
const odd = 'price: the price of one and the price of all do not fit the quantity of the line';

describe('the price', () => {
  test.each<[string, Partial<RequestLine>, string]>([
    ['fits', { unitPrice: usd('10.00'), net: usd('120') }, 'approved'],
    ['is rounded', { unitPrice: usd('3.3333'), net: usd('40.00') }, 'approved'],
    ['of one alone', { unitPrice: usd('10.00') }, 'approved'],
    ['with a factor', { unitPrice: usd('10'), priceFactor: '0.5', net: usd('60') }, 'approved'],
    ['of another amount', { unitPrice: usd('10.00'), net: usd('1200') }, odd],
    ['a cent more', { unitPrice: usd('10.00'), net: usd('120.01') }, 'approved'],
    ['two cents more', { unitPrice: usd('10.00'), net: usd('120.02') }, odd],
    ['of all without digits', { unitPrice: usd('10.00'), net: usd('') }, odd],
    ['of one without digits', { unitPrice: usd('ten'), net: usd('120') }, odd],
    ['with a factor in words', { unitPrice: usd('10'), priceFactor: 'x', net: usd('120') }, odd],
    ['in two currencies', { unitPrice: usd('10'), net: { amount: '120', currency: 'EUR' } }, odd],
  ])('%s', (_, change, expected) => {
    const quantity = { amount: '12', unit: 'months' };
    expect(outcome({ quantity, ...change })).toBe(expected);
  });
});

describe('the total', () => {
  const [line] = plainRequest().lines;
  const wrong = 'price: the total of the request is not what its lines cost together';
  test.each<[string, ReturnType<typeof usd>, readonly (string | undefined)[], string]>([
    ['of a line', usd('120'), ['120.00'], 'approved'],
    ['of two', usd('120.30'), ['120.10', '0.20'], 'approved'],
    ['a cent more', usd('120.31'), ['120.10', '0.20'], wrong],
    ['of one of two', usd('120'), ['120', '120'], wrong],
    ['and a line without a price', usd('120'), ['120', undefined], wrong],
    ['and no price', usd('0'), [undefined], wrong],
    ['without an amount', usd(''), ['120'], wrong],
    ['of a price that is no number', usd('120'), ['much'], wrong],
    ['in another currency', { amount: '120', currency: 'EUR' }, ['120'], wrong],
  ])('%s', (_, total, prices, expected) => {
    const lines = prices.map((amount, index) => {
      const net = amount === undefined ? {} : { net: usd(amount) };
      return { ...line, ...net, sequence: index + 1 } as RequestLine; // the plain line has the rest
    });
    expect(outcome({}, { request: { total, lines } })).toBe(expected);
  });
});

describe('an order of the request as a whole', () => {
  const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
  const order: ClaimOrder = {
    ...{ role: 'prescription', kind: 'DeviceRequest', status: 'active', intent: 'order' },
    ...{ isOfPatient: true, codes: [{ system: HCPCS, code: 'E1390' }] },
  };
  const cpap = { codes: [{ system: HCPCS, code: 'E0601' }] };
  const own = { system: 'urn:own', code: 'OXY', isOwn: true };
  const unlike =
    'claim-orders: the prescription of the request is for another service than the line';
  const shorter =
    'order-dates: the line asks for other dates than the order has (until 2027-01-31)';
  test.each<[string, Partial<ClaimOrder>, string]>([
    ['in force', {}, 'approved'],
    ['revoked', { status: 'revoked' }, 'claim-orders: the order is marked as revoked'],
    [
      'of another patient',
      { role: 'referral', isOfPatient: false },
      'claim-orders: the order does not say that it is for the patient of the request',
    ],
    ['a prescription of something else', cpap, unlike],
    ['a prescription of two devices', { codes: [...order.codes, ...cpap.codes] }, unlike],
    ['a prescription of a range', { codesEnd: order.codes }, unlike],
    [
      'a prescription of another device, with an own code that the line has, too',
      { codes: [...cpap.codes, own] },
      unlike,
    ],
    ['a prescription with an own code beside it', { codes: [...order.codes, own] }, 'approved'],
    ['a prescription that ends before', { span: { to: day('2027-01-31') } }, shorter],
    [
      'a referral that ends before',
      { role: 'referral', span: { to: day('2027-01-31') } },
      'approved',
    ],
    ['a referral to something else', { role: 'referral', ...cpap }, 'approved'],
    ['one that was replaced', { role: 'originalPrescription', status: 'stopped' }, 'approved'],
    [
      'one that never was',
      { role: 'originalPrescription', status: 'entered-in-error' },
      'claim-orders: the order is marked as entered in error',
    ],
  ])('%s', (_, change, expected) => {
    const request = { claimOrders: [{ ...order, ...change }] };
    const service = [{ system: HCPCS, code: 'E1390' }, own];
    expect(outcome({ service }, { request })).toBe(expected);
  });
});
