import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openStore } from '../../../src/wire/store.ts';
import { scenario, startPayer, type TestPayer } from '../../operations/payer.ts';

/** Goal: an operation asks the store as often as is written here, and no more (R24). */
const calls: string[] = [];
let payer: TestPayer;

function counted(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'isReady' || name === 'probe') {
        return member;
      }
      return (...args: unknown[]) => {
        calls.push(String(name));
        return member.apply(target, args);
      };
    },
  });
}

beforeAll(async () => {
  payer = await startPayer({}, 'fixed', async (settings, opening) => {
    const opened = await openStore(settings, opening);
    return opened.ok ? { ok: true, value: counted(opened.value) } : opened;
  });
});
afterAll(() => payer.stop());

const submit = '/fhir/Claim/$submit';
const idIn = (body: unknown): string =>
  /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(body))?.[1] ?? '';
let caseId = '';

test.each([
  [
    'submit',
    async () => {
      caseId = idIn((await payer.post(submit, scenario('home-oxygen-approved'))).body);
    },
    ['read', 'read', 'write'],
  ],
  [
    'submit again',
    () => payer.post(submit, scenario('home-oxygen-approved')),
    ['read', 'read', 'write'],
  ],
  [
    'submit, refused',
    () => payer.post(submit, scenario('unknown-member')),
    ['read', 'read', 'write'],
  ],
  ['submit, invalid', () => payer.post(submit, scenario('invalid')), ['write']],
  [
    'read a ClaimResponse',
    () => payer.get(`/fhir/ClaimResponse/${caseId}`),
    ['read', 'readBlob', 'write'],
  ],
  ['read a Claim', () => payer.get(`/fhir/Claim/${caseId}`), ['read', 'readBlob', 'write']],
  ['read nothing', () => payer.get('/fhir/Claim/00000000000000000000000000'), ['read', 'write']],
  ['metadata', () => payer.get('/fhir/metadata'), []],
] as const)('R24: %s', async (_name, call, expected) => {
  calls.length = 0;
  await call();
  expect(calls).toEqual(expected);
});
