import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import type { SlicingFacts } from '../../../../src/fhir/validate/facts.ts';
import { check, derived, element, profile } from '../synthetic.ts';

const use = (rules: SlicingFacts['rules'], ordered = false) => ({
  slicing: { discriminators: [{ type: 'value', path: 'use' }], rules, ordered },
});
const code = (value: string) => ({ fixed: { type: 'code', value } });
const named = (name: string, rules: SlicingFacts['rules'], ordered = false) => [
  profile(name, 'Patient', [
    element('Patient.name', use(rules, ordered)),
    element('Patient.name:usual', {}),
    element('Patient.name:usual.use', { min: 1, ...code('usual') }),
    element('Patient.name:old', {}),
    element('Patient.name:old.use', { min: 1, ...code('old') }),
  ]),
];
const patient = (...uses: readonly string[]) => ({
  resourceType: 'Patient',
  name: uses.map((one) => ({ use: one, text: 'x' })),
});

describe('open', () => {
  const facts = named('open', 'open');
  check('in any order, with others', facts, patient('temp', 'old', 'usual', 'temp'), []);
});

describe('open and ordered', () => {
  const facts = named('ordered', 'open', true);
  check('in order', facts, patient('usual', 'usual', 'old'), []);
  check('others anywhere', facts, patient('temp', 'usual', 'temp', 'old', 'temp'), []);
  check('out of order, at the value that is', facts, patient('usual', 'old', 'usual'), [
    'error Patient.name[2] Patient.name/slicing',
  ]);
});

describe('openAtEnd', () => {
  const facts = named('open-at-end', 'openAtEnd');
  check('slices in any order, others last', facts, patient('old', 'usual', 'temp', 'temp'), []);
  check('a slice after another', facts, patient('old', 'temp', 'usual', 'old'), [
    'error Patient.name[2] Patient.name/slicing',
    'error Patient.name[3] Patient.name/slicing',
  ]);
});

describe('openAtEnd and ordered', () => {
  const facts = named('ordered-open-at-end', 'openAtEnd', true);
  check('in order, others last', facts, patient('usual', 'old', 'temp'), []);
  check('out of order', facts, patient('old', 'usual', 'temp'), [
    'error Patient.name[1] Patient.name/slicing',
  ]);
});

describe('closed', () => {
  const facts = named('closed', 'closed');
  check('slices alone', facts, patient('old', 'usual', 'old'), []);
  check('each other value', facts, patient('old', 'temp', 'maiden'), [
    'error Patient.name[1] Patient.name/slicing',
    'error Patient.name[2] Patient.name/slicing',
  ]);
});

describe('re-slicing', () => {
  const outer = profile('outer', 'Patient', [
    element('Patient.name', use('open')),
    element('Patient.name:usual', { min: 1, max: '2' }),
    element('Patient.name:usual.use', { min: 1, ...code('usual') }),
  ]);
  const facts = [
    derived('inner', outer, [
      element('Patient.name:usual', {
        slicing: { discriminators: [{ type: 'value', path: 'family' }], rules: 'closed' },
      }),
      element('Patient.name:usual/a', { min: 1, max: '1' }),
      element('Patient.name:usual/a.family', { min: 1, fixed: { type: 'string', value: 'A' } }),
      element('Patient.name:usual/a.given', { min: 1 }),
      element('Patient.name:usual/b', { max: '1' }),
      element('Patient.name:usual/b.family', { min: 1, fixed: { type: 'string', value: 'B' } }),
    ]),
    outer,
  ];
  const names = (...name: readonly Json[]) => ({ resourceType: 'Patient', name });
  const a = { use: 'usual', family: 'A', given: ['x'] };
  const b = { use: 'usual', family: 'B' };
  check('each in the inner slices', facts, names(a, b, { use: 'old', family: 'C' }), []);
  check('an inner slice that is missing', facts, names(b), [
    'error Patient Patient.name:usual/a/min',
  ]);
  check(
    'inner slices are closed for the outer slice alone',
    facts,
    names(a, { ...b, family: 'C' }),
    ['error Patient.name[1] Patient.name:usual/slicing'],
  );
  check('what an inner slice says of its children', facts, names({ use: 'usual', family: 'A' }), [
    'error Patient.name[0] Patient.name:usual/a.given/min',
  ]);
  check('too many for the outer and the inner slice', facts, names(a, a, a), [
    'error Patient Patient.name:usual/max',
    'error Patient Patient.name:usual/a/max',
  ]);
  check('without the outer slice nothing is asked of the inner ones', facts, names({ text: 'x' }), [
    'error Patient Patient.name:usual/min',
  ]);
});

describe('slices of a list that its owner leaves out', () => {
  const facts = [
    profile('optional-owner', 'Patient', [
      element('Patient.contact.telecom', {
        slicing: { discriminators: [{ type: 'value', path: 'system' }], rules: 'open' },
      }),
      element('Patient.contact.telecom:phone', { min: 1 }),
      element('Patient.contact.telecom:phone.system', { min: 1, ...code('phone') }),
    ]),
  ];
  const contact = (...contacts: readonly Json[]) => ({
    resourceType: 'Patient',
    contact: contacts,
  });
  check('no contact, no slice', facts, { resourceType: 'Patient' }, []);
  check(
    'each contact by itself',
    facts,
    contact({ name: { text: 'x' } }, { name: { text: 'y' } }),
    [
      'error Patient.contact[0] Patient.contact.telecom:phone/min',
      'error Patient.contact[1] Patient.contact.telecom:phone/min',
    ],
  );
});
