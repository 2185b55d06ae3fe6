import { describe, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import {
  type Change,
  check,
  coded,
  counts,
  loinc,
  newer,
  observed,
  percent,
  type Row,
  received,
  saturation,
  spo2,
  ucum,
  was86,
} from './changed-request.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: evidence that counts approves, any other does not, and the answer says what came and why it
 * does not count. Method: one honest request, changed in one place, sent to a running payer.
 */
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

const another = (why: string) => received(`86 % of 2026-11-26, which ${why}`);

const measured = (valueQuantity: JsonObject): Change => observed({ valueQuantity });
const beside = (...more: readonly JsonObject[]): Change => ({ more });
const panel: JsonObject = {
  valueQuantity: undefined,
  code: coded(loinc, '85353-1'),
  component: [
    { code: coded(loinc, '8867-4'), valueQuantity: { value: 99, system: ucum, code: '/min' } },
    { code: saturation, valueQuantity: percent(86) },
  ],
};

const values: readonly Row[] = [
  ['as it is', {}, 'approved', counts],
  ['no coded unit', measured({ value: 86, unit: '%' }), 'person', was86('has no coded unit')],
  [
    'a unit of another system',
    measured({ value: 86, unit: '%', system: 'urn:units', code: '%' }),
    'person',
    was86('has no coded unit'),
  ],
  [
    'another unit that is known',
    measured({ value: 0.86, system: ucum, code: '1' }),
    'approved',
    `${spo2} (0.86, on 2026-11-23)`,
  ],
  [
    'another unit that is not',
    measured({ value: 860, system: ucum, code: '[ppth]' }),
    'person',
    received('860 [ppth] of 2026-11-23, which has a unit that we do not convert'),
  ],
  [
    'one unit in words, another by its code',
    measured(percent(86, { unit: 'mmHg' })),
    'person',
    received('86 mmHg of 2026-11-23, which names one unit in words and another by its code'),
  ],
  ['a unit in a word', measured(percent(86, { unit: 'Percent' })), 'approved', spo2],
  [
    'a comparator',
    measured(percent(88, { comparator: '<' })),
    'person',
    received('<88 % of 2026-11-23, which is a limit and no exact value'),
  ],
  [
    'text',
    observed({ valueQuantity: undefined, valueString: '86 percent' }),
    'person',
    received('“86 percent” of 2026-11-23, which is text and no coded value'),
  ],
  [
    'a reason in place of a value',
    observed({ valueQuantity: undefined, dataAbsentReason: { text: 'refused' } }),
    'person',
    received('a result of 2026-11-23, which has no value'),
  ],
  ['a fraction under %', measured(percent(0.86)), 'person', 'is not a possible value'],
  ['below zero', measured(percent(-5)), 'person', 'is not a possible value'],
  ['far too much', measured(percent(570)), 'person', 'is not a possible value'],
  ['the lowest that can be', measured(percent(40)), 'approved', spo2],
  ['a part of a panel', observed(panel), 'approved', counts],
  [
    'a part of a panel without a coded unit',
    observed({ ...panel, component: [{ code: saturation, valueQuantity: { value: 86 } }] }),
    'person',
    received('86 of 2026-11-23, which has no coded unit'),
  ],
  [
    'a newer part that says the contrary',
    beside(newer({ ...panel, component: [{ code: saturation, valueQuantity: percent(95) }] })),
    'person',
    `${spo2} (95 %, on 2026-11-26)`,
  ],
];

const times: readonly Row[] = [
  ['undated', observed({ effectiveDateTime: undefined }), 'person', 'which has no exact date'],
  ['a month', observed({ effectiveDateTime: '2026-11' }), 'person', 'which has no exact date'],
  ['too old', observed({ effectiveDateTime: '2026-10-01' }), 'asks', 'which is too old for'],
  ['a month too old', observed({ effectiveDateTime: '2026-09' }), 'asks', 'which is too old for'],
  ['of the future', observed({ effectiveDateTime: '2026-12-24' }), 'person', 'in the future'],
  ['newer, preliminary', beside(newer({ status: 'preliminary' })), 'person', 'preliminary'],
  [
    'newer, registered',
    beside(newer({ status: 'registered' })),
    'person',
    another('has the status registered'),
  ],
  ['newer, of unknown status', beside(newer({ status: 'unknown' })), 'person', 'status unknown'],
  [
    'newer, of nobody',
    beside(newer({ subject: undefined })),
    'person',
    another('does not say whom it is about'),
  ],
  [
    'newer, of the month',
    beside(newer({ effectiveDateTime: '2026-11' })),
    'person',
    'which has no exact date',
  ],
  [
    'undated beside',
    beside(newer({ effectiveDateTime: undefined })),
    'person',
    received('86 %, which has no exact date'),
  ],
  ['older, of a month', beside(newer({ effectiveDateTime: '2026-10' })), 'approved', counts],
  [
    'newer, entered in error',
    beside(newer({ status: 'entered-in-error', valueQuantity: percent(95) })),
    'approved',
    counts,
  ],
  [
    'newer, cancelled',
    beside(newer({ status: 'cancelled', valueQuantity: percent(95) })),
    'approved',
    counts,
  ],
  [
    'entered in error alone',
    observed({ status: 'entered-in-error' }),
    'asks',
    was86('was withdrawn'),
  ],
  [
    'of the same day, and another',
    beside(newer({ effectiveDateTime: '2026-11-23', valueQuantity: percent(95) })),
    'person',
    received('86 % of 2026-11-23; 95 % of 2026-11-23; and they do not agree'),
  ],
];

describe('values', () => {
  test.each(values)('%s', (...row) => check(payer, row));
});
describe('times', () => {
  test.each(times)('%s', (...row) => check(payer, row));
});
