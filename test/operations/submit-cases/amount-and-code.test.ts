import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import type { Reply } from '../payer.ts';
import { freshPayerForTests } from '../payer-for-tests.ts';

/**
 * Goal: what is odd in a code or an amount is for a person, whatever way it is written. Method:
 * the public cases 30, 32 and 34, and their kind, sent to a running payer of their day.
 */
const cases = join(import.meta.dirname, '../../../../shared/cases');
const isThere = existsSync(cases);
const day = '2026-11-30T16:00:00.000Z' as Instant;

const payer = freshPayerForTests({ now: () => day, elapsedMs: () => 0 });

const read = (name: string): string => readFileSync(join(cases, `${name}.json`), 'utf8');

/** The action of the line, with the words of its note; or the status when it is no answer. */
async function told(body: string): Promise<readonly [string, string]> {
  const reply = await payer.post('/fhir/Claim/$submit', body);
  return reply.status === 200 ? [actionOf(reply), noteOf(reply)] : [String(reply.status), ''];
}

function actionOf({ body }: Reply): string {
  const system = /"https:\/\/codesystem\.x12\.org\/005010\/306","code":"(\w+)"/u;
  return system.exec(JSON.stringify(body))?.[1] ?? '';
}

function noteOf({ body }: Reply): string {
  return /"type":"display","text":"([^"]+)"/u.exec(JSON.stringify(body))?.[1] ?? '';
}

describe.skipIf(!isThere)('the public cases (needs ../shared)', () => {
  test.each([
    ['30-submit-nonsense-code', 'we do not know whether ZZZZZ needs an authorization'],
    ['32-submit-negative-quantity', 'the quantity is -1 months'],
    ['34-submit-ten-years', 'the service is asked for far ahead (2026-12-02 to 2036-12-01)'],
  ])('%s: %s', async (name, words) => {
    const [action, note] = await told(read(name));
    expect(action).toBe('A4');
    expect(note).toContain(words);
  });

  const plain = (): string =>
    read('32-submit-negative-quantity').replace('"value": -1', '"value": 12');
  const replaced = (from: string | RegExp, to: string): string => {
    const text = plain();
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return changed;
  };
  const period = /"servicedPeriod": ?\{[^}]*\}/u;
  const code = /"code": ?"E1390"/u;
  const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
  const modifier = `"modifier":[{"coding":[{"system":"${hcpcs}","code":"RR"}]}]`;
  const rented = (): string => replaced(/"servicedPeriod"/u, `${modifier},"servicedPeriod"`);
  const quantity = /"quantity": ?\{[^}]*\}/u;

  test('what they were before they were changed: approved, as asked', async () => {
    const reply = await payer.post('/fhir/Claim/$submit', plain());
    expect(actionOf(reply)).toBe('A1');
    const text = JSON.stringify(reply.body);
    expect(text).toContain('"valuePeriod":{"start":"2026-12-02","end":"2027-12-01"}');
    expect(text).toContain('"valueQuantity":{"value":12,"unit":"months"}');
  });

  test('its modifiers are told with what is authorized', async () => {
    const reply = await payer.post('/fhir/Claim/$submit', rented());
    expect(actionOf(reply)).toBe('A1');
    expect(JSON.stringify(reply.body)).toMatch(
      /"url":"modifier","valueCodeableConcept":\{"coding":\[\{"system":"[^"]+","code":"RR"\}\]\}/u,
    );
  });

  test('asked again under a rental modifier: it is authorized already', async () => {
    expect((await told(plain()))[0]).toBe('A1');
    const again = rented().replace(/"value": ?"T\d+"/u, '"value": "T-again"');
    const [action, note] = await told(again);
    expect(action).toBe('A4');
    expect(note).toContain('the same service is already authorized in case ');
  });

  test.each<[string, () => string, string]>([
    ['small letters', () => replaced(code, '"code": "e1390"'), 'it reads as E1390'],
    ['wide letters', () => replaced(code, '"code": "Ｅ1390"'), 'it reads as E1390'],
    [
      'another system',
      () =>
        replaced(
          /"http:\/\/www.cms.gov\/Medicare\/Coding\/HCPCSReleaseCodeSets"/u,
          '"http://www.ama-assn.org/go/cpt"',
        ),
      'sent as a CPT code',
    ],
    [
      'a coding without system beside it',
      () => replaced(code, '"code": "E1390" }, { "code": "K0861"'),
      'no code system',
    ],
    [
      'a modifier in words',
      () => replaced(/"servicedPeriod"/u, '"modifier":[{"text":"left"}],"servicedPeriod"'),
      'we do not know the modifier',
    ],
    [
      'no quantity',
      () => replaced(quantity, '"revenue": null').replace(/,\s*"revenue": null/u, ''),
      'states no quantity',
    ],
    [
      'a quantity with an exponent',
      () => replaced(quantity, '"quantity":{"value":1.2e1,"unit":"months"}'),
      "can't be read for sure",
    ],
    [
      'many digits',
      () => replaced(quantity, '"quantity":{"value":12.00000000,"unit":"months"}'),
      "can't be read for sure",
    ],
    [
      'a fraction',
      () => replaced(quantity, '"quantity":{"value":11.5,"unit":"months"}'),
      'only whole numbers',
    ],
    [
      'a unit alone',
      () => replaced(quantity, '"quantity":{"unit":"months"}'),
      "can't be read for sure",
    ],
    [
      'months for dates',
      () => replaced(period, '"servicedPeriod":{"start":"2026-12","end":"2027-11"}'),
      'not whole dates: 2026-12 / 2027-11',
    ],
    [
      'a month for a date',
      () => replaced(period, '"servicedDate":"2026-12"'),
      'not whole dates: 2026-12',
    ],
    [
      'an end without a start',
      () => replaced(period, '"servicedPeriod":{"end":"2026-12-10"}'),
      'not whole dates: 2026-12-10',
    ],
    [
      'no end',
      () => replaced(period, '"servicedPeriod":{"start":"2026-12-02"}'),
      'no end is stated',
    ],
    [
      'no dates',
      () => replaced(period, '"servicedPeriod": null').replace(/,\s*"servicedPeriod": null/u, ''),
      'states no dates of service',
    ],
    [
      'a day more than a year',
      () => replaced(period, '"servicedPeriod":{"start":"2026-12-02","end":"2027-12-02"}'),
      'longer than the policy grants (12 months)',
    ],
  ])('%s: a person, or a refusal', async (_, body, words) => {
    const [action, note] = await told(body());
    if (action === '422') return;
    expect(action).toBe('A4');
    expect(note).toContain(words);
  });
});
