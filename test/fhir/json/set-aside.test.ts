import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalText } from '../../../src/fhir/json/canonical-text.ts';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { setAside, withBulks } from '../../../src/fhir/json/set-aside.ts';
import { stringifyJson } from '../../../src/fhir/json/stringify-json.ts';

const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
const long = 'QUJD'.repeat(17_000);

/** What is read of a text when its bulks are set aside, and how many they are. */
function read(text: string): { readonly value: JsonObject; readonly bulks: number } {
  const bytes = Buffer.from(text);
  const aside = setAside(bytes, sha256);
  const value: unknown = JSON.parse(Buffer.from(aside?.bytes ?? bytes).toString());
  if (!isJsonObject(value)) throw new Error('no object');
  if (aside === undefined) return { value, bulks: 0 };
  return { value: withBulks(value, bytes, aside.bulks), bulks: aside.bulks.length };
}

test.each([
  ['alone', `{"data":"${long}"}`, 1],
  ['spaced', `{ "data" : \n "${long}", "é": ["ü", {"data":"${long}"}] }`, 2],
  ['a short one', '{"data":"QUJD"}', 0],
  ['under another name', `{"text":"${long}","metadata":"${long}"}`, 0],
  ['a text that speaks of it', `{"text":"\\"data\\":","more":"${long}"}`, 0],
  ['a text that ends in a backslash', `{"a":"\\\\","data":"${long}"}`, 1],
  ['quotes within', `{"data":"${long}\\"${long}","more":"x"}`, 1],
  ['decimals beside it', `{"data":"${long}","value":null,"list":[]}`, 1],
])('R29: %s: what was set aside is written as it came', (_name, text, bulks) => {
  const got = read(text);
  expect(got.bulks).toBe(bulks);
  expect(JSON.parse(stringifyJson(got.value))).toEqual(JSON.parse(text));
  expect(JSON.parse(JSON.stringify(got.value))).toEqual(JSON.parse(text));
});

test('the same data has the same canonical text, however it was written', () => {
  const data = `${long}/${long}`;
  const [plain, escaped, other] = [data, data.replace('/', '\\/'), `${data}A`].map((written) =>
    canonicalText(read(`{"data":"${written}"}`).value),
  );
  expect(escaped).toBe(plain);
  expect(other).not.toBe(plain);
  expect(plain?.length).toBeLessThan(200);
});

test.each([
  ['slashes that are escaped', '/'.repeat(40_000), '\\/'.repeat(40_000)],
  ['letters by their numbers', 'A'.repeat(20_000), '\\u0041'.repeat(20_000)],
])('%s make no bulk of what is none: the canonical text is the same', (_, plain, escaped) => {
  const [one, other] = [plain, escaped].map((data) => read(`{"data":"${data}"}`));
  expect(one?.bulks).toBe(0);
  expect(other?.bulks).toBe(0);
  expect(canonicalText(other?.value ?? {})).toBe(canonicalText(one?.value ?? {}));
});

test('U+0000 is left for intake to see', () => {
  expect(read(`{"data":"${long}\\u0000"}`).bulks).toBe(0);
});

test('R29: ten times the quotes and backslashes take no hundred times as long', () => {
  const spent = (count: number): number => {
    const bytes = Buffer.from(`{"a":"${'\\"'.repeat(count)}","b":[${'"",'.repeat(count)}1]}`);
    const before = process.cpuUsage();
    expect(setAside(bytes, sha256)).toBeUndefined();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  spent(50_000);
  expect(spent(500_000)).toBeLessThan(40 * Math.max(spent(50_000), 2_000));
});
