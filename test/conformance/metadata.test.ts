import { expect, test } from 'vitest';
import { payerForTests } from '../operations/payer-for-tests.ts';
import { createJudge } from './oracle/judge.ts';

const payer = payerForTests();

test('what the server says of itself has neither error nor warning', async () => {
  const { status, body } = await payer.get('/fhir/metadata');
  expect(status).toBe(200);
  expect(body.format).toEqual(['json', 'application/fhir+json']);
  const judge = await createJudge();
  const said = judge(JSON.stringify(body)).filter(({ severity }) => severity !== 'information');
  expect(said).toEqual([]);
});
