import { expect, test } from 'vitest';
import { readDocument } from '../../src/fhir/validate/document.ts';
import { readSettings } from '../../src/settings.ts';
import { readLimits } from '../../src/wire/read-limits.ts';
import { waitingLimits } from '../../src/wire/waiting-limits.ts';

/** Goal: what is out of bounds is refused with the figure, the limit, and what changes it. */
const settings = readSettings({ environment: {} });
if (!settings.ok) throw new Error(settings.problem);
const limits = readLimits(settings.value);

function told(ask: 'request' | 'resource', text: string): string | undefined {
  const { resource, faults } = readDocument(new TextEncoder().encode(text), limits[ask]);
  const [first] = faults;
  return resource === undefined ? `${first?.message}; ${first?.mend}` : undefined;
}

const items = (count: number, item = '1'): string => `[${Array(count).fill(item).join(',')}]`;
const object = (value: string): string => `{"resourceType":"Patient","a":${value}}`;

test.each([
  ['request', object(items(5001)), 'more than 5000 items; 5000 are', 'ASSENT_SUBMIT_ITEMS_MAX'],
  ['resource', object(items(10_001)), 'than 10000 items; 10000', 'ASSENT_VALIDATE_ITEMS_MAX'],
  [
    'request',
    object(items(50, items(4000))),
    'than 200000 values; 200000',
    'ASSENT_SUBMIT_VALUES_MAX',
  ],
  [
    'resource',
    object(items(70, items(9000))),
    'than 600000 values; 600000',
    'ASSENT_VALIDATE_VALUES_MAX',
  ],
  ['request', object(`1.${'0'.repeat(99)}`), '101 characters; 100', 'ASSENT_JSON_DIGITS_MAX'],
  [
    'request',
    object(`"${'a'.repeat(1_048_577)}"`),
    '1048577 characters; 1048576',
    'ASSENT_JSON_CHARACTERS_MAX',
  ],
] as const)('a %s, %#: refused by name', (ask, text, figure, name) => {
  expect(told(ask, text)).toContain(figure);
  expect(told(ask, text)).toMatch(new RegExp(`; the limit is ${name}$`, 'u'));
});

test('5,000 entries of usual size are within what is only validated', () => {
  const entry = `{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","a":${items(90)}}}`;
  const bundle = `{"resourceType":"Bundle","entry":${items(5000, entry)}}`;
  expect(told('resource', bundle)).toBeUndefined();
});

test('time and waiting have their settings too', () => {
  expect(limits.time).toEqual({ maxMs: 5000, name: 'ASSENT_VALIDATION_TIME_MS' });
  expect(waitingLimits(settings.value).names).toEqual({
    count: 'ASSENT_VALIDATION_WAITING_MAX',
    bytes: 'ASSENT_VALIDATION_WAITING_BYTES_MAX',
  });
});
