import { beforeAll, expect, test } from 'vitest';
import type { Validator } from '../../../src/fhir/validate/validator.ts';
import { hostileInputs } from './inputs.ts';
import { judgeBytes, longestText, openFull, TEXT_MAX } from './judge-bytes.ts';

/** Generous: what is quadratic takes minutes, and the machine may be busy. */
const MS_MAX = 4000;
const ISSUES_MAX = 101;
const NOT_EVALUATED_MAX = 200;

let validator: Validator;
beforeAll(async () => {
  validator = await openFull();
});

/** Method: each document through reading and validation, with its end, its time, its report. */
test.each(hostileInputs)('$name', ({ bytes, end }) => {
  const judgement = judgeBytes(validator, bytes());
  const { issues, notEvaluated, ms } = judgement;
  const isStopped = issues?.some(({ rule }) => rule === 'limits/steps') ?? false;
  expect(issues === undefined ? 'refused' : isStopped ? 'stopped' : 'judged').toBe(end);
  expect(ms).toBeLessThan(MS_MAX);
  expect(issues?.length ?? 0).toBeLessThanOrEqual(ISSUES_MAX);
  expect(notEvaluated.length).toBeLessThanOrEqual(NOT_EVALUATED_MAX);
  expect(longestText(judgement)).toBeLessThan(TEXT_MAX);
});
