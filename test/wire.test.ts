import { expect, test } from 'vitest';
import { openJudge } from '../src/wire.ts';

const claim = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim';

async function judged(text: string, profiles: readonly string[] = []) {
  const judge = await openJudge('2.2', profiles);
  if (!judge.ok) return [judge.problem];
  const issues = judge.value(new TextEncoder().encode(text));
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
