import { describe, expect, test } from 'vitest';
import { openJudge } from '../src/wire.ts';

const claim = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim';

async function judged(
  text: string,
  profiles: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const opened = await openJudge({ train: '2.2', profiles, env });
  if (!opened.ok) return [opened.problem];
  const issues = opened.value.judge(new TextEncoder().encode(text));
  return issues.map(({ severity, rule }) => `${severity} ${rule}`);
}

test('a profile that no package has is refused before anything is judged', async () => {
  const [line] = await judged('{}', ['http://nope.org/x']);
  expect(line).toBe('train 2.2 has no profile "http://nope.org/x"');
});

test('a profile of another type is one error, not one for each element', async () => {
  const found = await judged('{"resourceType":"Basic","code":{"text":"x"}}', [claim]);
  expect(found).toEqual(['error Meta.profile/type']);
});

test("JSON's faults and the walk's issues share one limit and one order", async () => {
  const keys = '"use":"x",'.repeat(150);
  const names = Array.from({ length: 150 }, () => '{"use":"bad"}').join();
  const found = await judged(`\ufeff{"resourceType":"Patient",${keys}"name":[${names}]}`);
  expect(found.length).toBe(101);
  expect(found.slice(0, 100).every((issue) => issue.startsWith('error'))).toBe(true);
  expect(found.at(-1)).toBe('information limits/issues');
});

describe('limits are settings', () => {
  const bundle = (entries: number): string => {
    const resource = { resourceType: 'Basic', code: { text: 'x' } };
    const entry = Array.from({ length: entries }, (_, at) => {
      const id = `b${at}`;
      return { fullUrl: `http://example.org/Basic/${id}`, resource: { ...resource, id } };
    });
    return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
  };

  test('a Bundle of 5,000 entries is validated to its end, one of 5,001 is not', async () => {
    expect(await judged(bundle(5000))).toEqual([]);
    expect(await judged(bundle(5001))).toEqual(['error json/entries']);
  });

  test.each([
    ['ASSENT_VALIDATE_ENTRIES_MAX', '3', bundle(4), 'The Bundle has 4 entries; 3 are allowed'],
    ['ASSENT_BODY_BYTES_MAX', '1024', bundle(40), /^The document has \d+ bytes; 1024 are allowed$/],
    [
      'ASSENT_JSON_MEMBERS_MAX',
      '100',
      JSON.stringify(Object.fromEntries(Array.from({ length: 102 }, (_, at) => [`k${at}`, 1]))),
      'An object has 102 members; 100 are allowed',
    ],
    [
      'ASSENT_JSON_DEPTH_MAX',
      '8',
      `${'['.repeat(9)}${']'.repeat(9)}`,
      'Objects and arrays nest deeper than 8 levels',
    ],
  ])('%s: figure, limit and the setting itself are told', async (name, value, text, says) => {
    const opened = await openJudge({ train: '2.2', profiles: [], env: { [name]: value } });
    const [issue] = opened.ok ? opened.value.judge(new TextEncoder().encode(text)) : [];
    expect(issue?.message.replace(/ \(line.*$/, '')).toMatch(says);
    expect(issue?.mend).toContain(`the limit is ${name}`);
  });

  test('a wrong one is told before anything is judged', async () => {
    const [line] = await judged('{}', [], { ASSENT_JSON_DEPTH_MAX: 'deep' });
    expect(line).toContain('ASSENT_JSON_DEPTH_MAX is "deep"');
  });
});
