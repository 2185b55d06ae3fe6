import { describe, expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import { askerOf, claimsOfCase, type LedgerClaim } from '../../../src/domain/review/ledger.ts';
import type { Concern, RequestLine } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { day, decided, type Given, need, outcome, patient, rulebook } from './decided.ts';

/**
 * Goal: what else is asked for or granted tells on a line, by the shipped rows, and what does not
 * go with it tells nothing. Method: a line that is approved alone, and what is beside it.
 */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const code = (text: string, system = hcpcs): Code => ({ system, code: text });
const nubc = 'https://www.nubc.org/CodeSystem/RevenueCodes';
const asker = askerOf('c', plainRequest({ patient }));
const [plain] = plainRequest().lines;
if (plain === undefined) throw new Error('no line');

const one = 'of stationary oxygen systems the member needs one at a time';
const hospice = 'equipment and supplies belong to hospice care while the member has it';
const need2 = 'what was said there of the need for oxygen counts here, too';
const own = (words: string) => `related: line 4 of case other: ${words}`;
const others = (state: string) => `related: what is already ${state} for this member beside it`;

function held(service: string, changes: Partial<LedgerClaim> = {}): LedgerClaim {
  return {
    ...{ caseId: 'other', lineSequence: 4, state: 'open', service, asker },
    ...{ from: day('2027-01-01'), to: day('2027-01-31') },
    ...changes,
  };
}

/** Claims of whom nobody knows who asked. */
function ofNobody(service: string, state: LedgerClaim['state']): LedgerClaim {
  const { asker: _, ...claim } = held(service, { state });
  return claim;
}

const before = { from: day('2026-01-01'), to: day('2026-11-30') };
const longAgo = { from: day('2024-01-01'), to: day('2024-01-31') };
const authorized = { state: 'authorized' as const };

describe('on the ledger of the member', () => {
  test.each<[string, readonly LedgerClaim[], string]>([
    ['nothing', [], 'approved'],
    ['a liquid system, open', [held('E0439')], own(one)],
    ['a liquid system, authorized', [held('E0439', authorized)], own(one)],
    ['the same on a side', [held('E0439-LT', authorized)], own(one)],
    [
      'one on a side, and one that is over',
      [held('E0439-LT', authorized), held('E0439', { ...authorized, ...before })],
      own(one),
    ],
    ['the same under an older key', [held('E0439-RR', authorized)], own(one)],
    ['a liquid system that is over', [held('E0439', { ...authorized, ...before })], 'approved'],
    ['a liquid system, open, on other days', [held('E0439', before)], own(need2)],
    ['of another who asks', [ofNobody('E0439', 'open')], others('under review')],
    ['of another, authorized', [ofNobody('E0439', 'authorized')], others('authorized')],
    ['of another asker', [held('E0439', { asker: 'x' })], others('under review')],
    ['a portable, open', [held('E0431')], own(need2)],
    ['a portable, authorized', [held('E0431', authorized)], 'approved'],
    ['the same service, open, on other days', [held('E1390', before)], own(need2)],
    ['an oximeter, open', [held('E0445')], own(need2)],
    ['contents, open, without end', [held('E0443', { from: day('2020-01-01') })], own(need2)],
    ['hospice care', [held('T2042', authorized)], own(hospice)],
    ['hospice care, open, on other days', [held('Q5001', before)], own(hospice)],
    ['hospice care that is over', [held('T2042', { ...authorized, ...before })], 'approved'],
    ['hospice care by revenue code', [held('0651', authorized)], own(hospice)],
    ['any service, open, on other days', [held('*', before)], own(hospice)],
    ['any service, authorized long ago', [held('*', { ...authorized, ...longAgo })], 'approved'],
    ['a hospital bed, open', [held('E0260')], 'approved'],
    ['an operation, open', [held('27447')], 'approved'],
    ['no service', [held('')], 'approved'],
    [
      'a portable, authorized, before a liquid system',
      [held('E0431', authorized), held('E0439', authorized)],
      own(one),
    ],
  ])('%s', (_, ledger, expected) => {
    expect(outcome({}, { ledger })).toBe(expected);
  });

  test('hospice care waits for no equipment, and equipment of other lists for it', () => {
    const related = (service: Code, ledger: readonly LedgerClaim[]) =>
      checkOf({ ledger, request: { lines: [{ ...plain, service: [service] }] } })[0]?.detail;
    expect(related(code('T2042'), [held('E1390')])).toBe('none');
    expect(related(code('K0001'), [held('T2042')])).toContain('hospice-care: T2042 is open');
    expect(related(code('A4618'), [held('T2042')])).toContain('hospice-care: T2042 is open');
    expect(related(code('J7613'), [held('T2042')])).toBe('none');
    expect(related(code('E0431'), [held('K0738', authorized)])).toBe(
      'portable-oxygen: K0738 is authorized on case other, line 4',
    );
  });
});

function checkOf(given: Given) {
  const { reviewCase } = decided({ facts: need, ...given });
  return reviewCase.lines.map(({ determinations: [determination] }) =>
    determination?.trace.checks.find(({ id }) => id === 'related'),
  );
}

describe('lines of one request', () => {
  const second = (changes: Partial<RequestLine>): RequestLine => ({
    ...{ ...plain, sequence: 2 },
    ...changes,
  });
  const kind = (text: string, system = 'https://codesystem.x12.org/005010/1365') => ({
    setting: { places: [], categories: [code(text, system)], requestTypes: [] },
  });
  const line1 = (words: string) => `line 1 of this request: ${words}`;
  const line2 = (words: string) => `line 2 of this request: ${words}`;
  const isThere = 'it says that the member has this equipment already';
  const later = { servicedSpan: { from: day('2027-12-01'), to: day('2028-01-31') } };
  test.each<[string, Partial<RequestLine>, readonly (string | undefined)[]]>([
    ['a portable', { service: [code('E0431')] }, [undefined, undefined]],
    ['a liquid system', { service: [code('E0439')] }, [line2(one), line1(one)]],
    ['a liquid system in small letters', { service: [code('e0439')] }, [line2(one), line1(one)]],
    ['a liquid system, later', { service: [code('E0439')], ...later }, [undefined, undefined]],
    [
      'one that is cancelled',
      { service: [code('E0439')], isCancelled: true },
      [undefined, line1(one)],
    ],
    ['the same', {}, [undefined, undefined]],
    ['its replacement', { modifiers: [code('RA')] }, [line2(isThere), undefined]],
    ['its repair, later', { modifiers: [code('RB')], ...later }, [line2(isThere), undefined]],
    ['its replacement in small letters', { modifiers: [code(' ra')] }, [line2(isThere), undefined]],
    ['its upkeep, glued', { service: [code('E1390MS')] }, [line2(isThere), undefined]],
    ['a range up to it, glued', { serviceEnd: [code('E1390RB')] }, [line2(isThere), undefined]],
    ['its rental, glued', { service: [code('E1390RR')] }, [undefined, undefined]],
    ['under a modifier of nobody', { modifiers: [code('ZZ')] }, [undefined, undefined]],
    ['its rental', { modifiers: [code('RR')] }, [undefined, undefined]],
    [
      'the replacement of another',
      { service: [code('E0431')], modifiers: [code('RA')] },
      [undefined, undefined],
    ],
    ['hospice care', { service: [code('T2042')] }, [line2(hospice), undefined]],
    [
      'hospice care by its kind',
      { service: [code('S9123')], ...kind('45') },
      [line2(hospice), undefined],
    ],
    ['hospice care without a code', { service: [], ...kind('45') }, [line2(hospice), undefined]],
    [
      'hospice care without a code, later',
      { service: [], ...kind('45'), ...later },
      [undefined, undefined],
    ],
    [
      'hospice care by its kind, cancelled',
      { service: [], ...kind('45'), isCancelled: true },
      [undefined, undefined],
    ],
    ['another kind without a code', { service: [], ...kind('42') }, [undefined, undefined]],
    [
      'hospice care by revenue code',
      { service: [code('S9123')], revenues: [code('0270', nubc), code('0651', nubc)] },
      [line2(hospice), undefined],
    ],
    [
      'hospice care by a short revenue code alone',
      { service: [], revenues: [code('651', nubc)] },
      [line2(hospice), undefined],
    ],
    [
      'equipment with the revenue code of hospice care',
      { service: [code('E0260')], revenues: [code('0651', nubc)] },
      [line2(hospice), undefined],
    ],
    [
      'rented equipment by revenue code',
      { service: [code('S9123')], revenues: [code('0291', nubc)] },
      [undefined, undefined],
    ],
    [
      'another kind of service',
      { service: [code('S9123')], ...kind('42') },
      [undefined, undefined],
    ],
    [
      'a kind of another system',
      { service: [code('S9123')], ...kind('45', 'urn:own') },
      [undefined, undefined],
    ],
    ['no code', { service: [] }, [undefined, undefined]],
    [
      'more codes than are kept',
      { service: Array.from({ length: 9 }, (_, index) => code(`L10${10 + index}`)) },
      [line2(hospice), undefined],
    ],
  ])('%s', (_, changes, expected) => {
    const found = checkOf({ request: { lines: [plain, second(changes)] } });
    expect(found.map((check) => check?.words?.en)).toEqual(expected);
    expect(found.map((check) => check?.result)).toEqual(
      expected.map((words) => (words === undefined ? 'pass' : 'unknown')),
    );
  });

  test('a line is not held against itself', () => {
    const alone = { ...plain, ...kind('45'), modifiers: [code('RA')] };
    const another = second({ service: [code('L1010')] });
    for (const lines of [[alone], [alone, another]]) {
      expect(checkOf({ request: { lines } })[0]?.detail).toBe('none');
    }
  });

  test('what is told, in both languages', () => {
    const [first] = checkOf({ request: { lines: [plain, second({ modifiers: [code('RA')] })] } });
    expect([first?.detail.replace(/case \S+,/u, 'case,'), first?.words?.es]).toEqual([
      'equipment: E1390 is open on case, line 2',
      'la línea 2 de esta solicitud: indica que el afiliado ya tiene este equipo',
    ]);
    const hospiceKind = second({ service: [], ...kind('45') });
    const [beside] = checkOf({ request: { lines: [plain, hospiceKind] } });
    expect(beside?.detail.replace(/case \S+,/u, 'case,')).toBe(
      'hospice-care: https://codesystem.x12.org/005010/1365|45 is open on case, line 2',
    );
    expect(checkOf({ ledger: [held('E0431')] })[0]?.words?.es).toBe(
      'la línea 4 del caso other: lo que allí se dijo de la necesidad de oxígeno vale también aquí',
    );
    expect(checkOf({ ledger: [ofNobody('E0439', 'open')] })[0]?.words?.es).toBe(
      'lo que ya está en revisión para este afiliado junto a ella',
    );
    expect(checkOf({ ledger: [ofNobody('E0439', 'authorized')] })[0]?.words?.es).toBe(
      'lo que ya está autorizado para este afiliado junto a ella',
    );
  });
});

describe('a death that a request tells', () => {
  const death: Concern = {
    ...{ kind: 'modifier', origin: 'p', detail: 'deceased', isOfMember: true },
    words: { en: 'dead', es: 'muerto' },
  };
  const { isOfMember: _, ...another } = death;

  test('is on the ledger with each of its lines, and nothing else is', () => {
    const claims = (concerns: readonly Concern[]) =>
      claimsOfCase(decided({ request: { concerns } }).reviewCase, rulebook.modifiers);
    expect(claims([another, death]).map(({ isOfMember }) => isOfMember)).toEqual([true]);
    expect(claims([another]).map((claim) => Object.keys(claim).includes('isOfMember'))).toEqual([
      false,
    ]);
  });

  test('is on the ledger also with a line without a code, once', () => {
    const claims = (concerns: readonly Concern[], changes: Partial<RequestLine> = {}) => {
      const lines = [{ ...plain, service: [], ...changes }];
      const { reviewCase } = decided({ request: { concerns, lines } });
      return claimsOfCase(reviewCase, rulebook.modifiers).map(({ service }) => service);
    };
    const revenues = [code('0651', nubc), code('06 51', nubc), code('', nubc)];
    expect(claims([death])).toEqual(['']);
    expect(claims([death], { isCancelled: true })).toEqual([]);
    expect(claims([another])).toEqual([]);
    expect(claims([another], { revenues })).toEqual(['0651']);
    expect(claims([death], { revenues, service: [code('E1390')] })).toEqual(['E1390', '0651']);
    const ledger = [held('', { isOfMember: true, asker: 'x' })];
    expect(outcome({}, { ledger })).toBe(others('under review'));
    expect(checkOf({ ledger })[0]?.detail).toBe(
      'member: a line without a code is open on case other, line 4',
    );
  });

  test.each<[string, readonly LedgerClaim[], string]>([
    [
      'of the same who asks',
      [held('27447', { ...before, isOfMember: true })],
      own('the request says that the patient has died'),
    ],
    [
      'of another',
      [held('27447', { ...before, isOfMember: true, asker: 'x' })],
      others('under review'),
    ],
    [
      'that was decided',
      [held('27447', { ...authorized, ...before, isOfMember: true })],
      'approved',
    ],
    ['not told', [held('27447', { ...before, isOfMember: false })], 'approved'],
  ])('%s', (__, ledger, expected) => {
    expect(outcome({}, { ledger })).toBe(expected);
  });

  test('its own case is not held against it twice', () => {
    const { reviewCase } = decided({ facts: need });
    const ledger = [held('27447', { caseId: reviewCase.id, isOfMember: true })];
    expect(outcome({}, { ledger })).toBe('approved');
    expect(outcome({}, { ledger: [...ledger, held('27447', { isOfMember: true })] })).toBe(
      own('the request says that the patient has died'),
    );
    const open = [held('E0431', { caseId: reviewCase.id }), held('E0443')];
    expect(outcome({}, { ledger: open })).toBe(own(need2));
    expect(outcome({}, { ledger: open.slice(0, 1) })).toBe('approved');
    expect(outcome({}, { ledger: [held('E0431'), ...open.slice(0, 1)] })).toBe(own(need2));
  });
});
