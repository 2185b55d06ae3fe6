import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { CORE, check, element, profile } from '../synthetic.ts';

const resources = (path: string, type: string) => ({
  slicing: { discriminators: [{ type, path }], rules: 'open' as const },
});
const bundle = (...entries: readonly (readonly [string, Json])[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: entries.map(([fullUrl, resource]) => ({ fullUrl, resource })),
});
const ANNA = { resourceType: 'Patient', id: 'a', gender: 'female' };
const anna = ['http://x/Patient/a', ANNA] as const;
const org = [
  'http://x/Organization/o',
  { resourceType: 'Organization', id: 'o', name: 'O' },
] as const;

describe('entries by type', () => {
  const facts = [
    profile('entries-by-type', 'Bundle', [
      element('Bundle.entry', resources('resource', 'type')),
      element('Bundle.entry:patient', { min: 1, max: '1' }),
      element('Bundle.entry:patient.resource', { min: 1, types: [{ code: 'Patient' }] }),
      element('Bundle.entry:patient.fullUrl', { min: 1, maxLength: 20 }),
    ]),
  ];
  check('in its slice', facts, bundle(org, anna), []);
  check('missing', facts, bundle(org), ['error Bundle Bundle.entry:patient/min']);
  check('twice', facts, bundle(anna, ['http://x/Patient/b', { ...ANNA, id: 'b' }]), [
    'error Bundle Bundle.entry:patient/max',
  ]);
  check('its own rules', facts, bundle(['http://x/yyyy/zzzz/Patient/a', ANNA], org), [
    'error Bundle.entry[0].fullUrl Bundle.entry:patient.fullUrl/maxLength',
  ]);
});

describe('entries by profile', () => {
  const born = profile('born', 'Patient', [element('Patient.birthDate', { min: 1 })]);
  const typed = (url: string) => ({ min: 1, types: [{ code: 'Patient', profiles: [url] }] });
  const facts = [
    profile('entries-by-profile', 'Bundle', [
      element('Bundle.entry', resources('resource', 'profile')),
      element('Bundle.entry:born', { min: 1, max: '1' }),
      element('Bundle.entry:born.resource', typed(born.url)),
    ]),
    born,
  ];
  const birth = { ...ANNA, birthDate: '2001-01-01' };
  check('fits the profile', facts, bundle(anna, ['http://x/Patient/b', { ...birth, id: 'b' }]), []);
  check('no entry fits', facts, bundle(anna, org), ['error Bundle Bundle.entry:born/min']);
});

describe('entries by type, with a profile for each', () => {
  const born = profile('born-too', 'Patient', [element('Patient.birthDate', { min: 1 })]);
  const facts = [
    profile('entries-typed-and-profiled', 'Bundle', [
      element('Bundle.entry', { ...resources('resource', 'type') }),
      element('Bundle.entry:patient', { max: '1' }),
      element('Bundle.entry:patient.resource', {
        min: 1,
        types: [{ code: 'Patient', profiles: [born.url] }],
      }),
    ]),
    born,
  ];
  check('the entry is judged by the profile of its slice', facts, bundle(org, anna), [
    'error Bundle.entry[1].resource Patient.birthDate/min',
  ]);
});

describe('closed entries', () => {
  const facts = [
    profile('entries-closed', 'Bundle', [
      element('Bundle.entry', {
        slicing: { discriminators: [{ type: 'type', path: 'resource' }], rules: 'closed' },
      }),
      element('Bundle.entry:patient', {}),
      element('Bundle.entry:patient.resource', { min: 1, types: [{ code: 'Patient' }] }),
    ]),
  ];
  check('another type', facts, bundle(anna, org), ['error Bundle.entry[1] Bundle.entry/slicing']);
});

describe('entries that no slice speaks of', () => {
  const facts = [
    profile('only-patients', 'Bundle', [
      element('Bundle.entry.resource', {
        types: [{ code: 'Patient' }, { code: 'Group', profiles: [`${CORE}Group`] }],
      }),
    ]),
  ];
  check('each of an allowed type', facts, bundle(anna), []);
  check('a type that is not allowed', facts, bundle(org), [
    'error Bundle.entry[0].resource Bundle.entry.resource/type',
  ]);
});
