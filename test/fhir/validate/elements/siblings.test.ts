import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { check, element, profile } from '../synthetic.ts';

const patient = (members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Patient',
  ...members,
});
const named = (name: Readonly<Record<string, Json>>) => patient({ name: [name] });
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const absent = { extension: [{ url: ABSENT, valueCode: 'unknown' }] };

describe('of a single value', () => {
  check('extensions beside the value', [], patient({ birthDate: '2001', _birthDate: absent }), []);
  check('an id beside the value', [], patient({ birthDate: '2001', _birthDate: { id: 'a' } }), []);
  check('extensions alone', [], patient({ _birthDate: absent }), []);
  check('an id alone', [], patient({ _birthDate: { id: 'a' } }), [
    'error Patient.birthDate Patient.birthDate/ele-1',
  ]);
  check('nothing in it', [], patient({ birthDate: '2001', _birthDate: {} }), [
    'error Patient.birthDate Patient.birthDate/ele-1',
  ]);
  check('null', [], patient({ birthDate: '2001', _birthDate: null }), [
    'error Patient.birthDate Patient.birthDate/ele-1',
  ]);
  check('a value of null', [], patient({ birthDate: null }), [
    'error Patient.birthDate Patient.birthDate/ele-1',
  ]);
  check('an array', [], patient({ birthDate: '2001', _birthDate: [absent] }), [
    'error Patient.birthDate Patient.birthDate/form',
  ]);
  check(
    'a member that elements do not have',
    [],
    patient({ _birthDate: { ...absent, value: '2001' } }),
    ['error Patient.birthDate date/members'],
  );
  check('of an element that is no primitive', [], patient({ _maritalStatus: absent }), [
    'error Patient Patient/members',
  ]);
  check('of an id of an element, an attribute in XML', [], named({ id: 'a', _id: absent }), [
    'error Patient.name[0] HumanName/members',
  ]);
  check('of the id of a resource', [], patient({ id: 'a', _id: { id: 'x', ...absent } }), []);
  check('of the id of a resource, in an array', [], patient({ id: 'a', _id: [absent] }), [
    'error Patient.id Patient.id/form',
  ]);
  check('of the id of a resource, with no extension', [], patient({ _id: { id: 'x' } }), [
    'error Patient.id Patient.id/ele-1',
    'error Patient.id Patient.id/value',
  ]);
  check('in place of the id of a resource', [], patient({ _id: absent }), [
    'error Patient.id Patient.id/value',
  ]);
  check(
    'of the id of a contained resource',
    [],
    patient({
      contained: [{ resourceType: 'Organization', id: 'o', _id: absent, name: 'x' }],
      managingOrganization: { reference: '#o' },
    }),
    [],
  );
});

describe('of a list', () => {
  check('aligned by null', [], named({ given: ['a', null], _given: [null, absent] }), []);
  check('siblings alone', [], named({ _given: [absent, absent] }), []);
  check('null in both', [], named({ given: ['a', null], _given: [absent, null] }), [
    'error Patient.name[0].given[1] HumanName.given/ele-1',
  ]);
  check('null without siblings', [], named({ given: ['a', null] }), [
    'error Patient.name[0].given[1] HumanName.given/ele-1',
  ]);
  check('of another length', [], named({ given: ['a', 'b'], _given: [absent] }), [
    'warning Patient.name[0].given HumanName.given/form',
  ]);
  check('an object', [], named({ given: ['a'], _given: absent }), [
    'error Patient.name[0].given HumanName.given/form',
  ]);
  check('a string in the list', [], named({ given: ['a'], _given: ['b'] }), [
    'error Patient.name[0].given[0] HumanName.given/form',
  ]);
});

describe('as what a profile requires', () => {
  const facts = [
    profile('born-and-named', 'Patient', [
      element('Patient.birthDate', { min: 1 }),
      element('Patient.name.given', { min: 2 }),
      element('Patient.language', { min: 0, binding: { strength: 'required', valueSet: 'x' } }),
    ]),
  ];
  check('alone satisfies a minimum', facts, patient({ _birthDate: absent }), []);
  check(
    'counts in a list',
    facts,
    { ...named({ _given: [absent, absent] }), birthDate: '2001' },
    [],
  );
  check(
    'counts once with its value',
    facts,
    {
      ...named({ given: ['a'], _given: [{ id: 'x' }] }),
      birthDate: '2001',
    },
    ['error Patient.name[0] Patient.name.given/min'],
  );
});

describe('in place of a code that is required', () => {
  check('is no code', [], patient({ _gender: absent }), [
    'error Patient.gender Patient.gender/binding',
  ]);
});

describe('with rules of the primitive', () => {
  const facts = [
    profile('long-enough', 'Patient', [
      element('Patient.birthDate', {
        constraints: [{ key: 'x-1', severity: 'error', expression: 'extension.exists()' }],
      }),
    ]),
  ];
  check(
    'see the extensions beside the value',
    facts,
    patient({ birthDate: '2001', _birthDate: absent }),
    [],
  );
  check('see the extensions alone', facts, patient({ _birthDate: absent }), []);
  check('see that there are none', facts, patient({ birthDate: '2001' }), [
    'error Patient.birthDate Patient.birthDate/x-1',
  ]);
});
