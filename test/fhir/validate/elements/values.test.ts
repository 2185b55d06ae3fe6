import { describe } from 'vitest';
import { type Json, JsonDecimal } from '../../../../src/fhir/json/json.ts';
import { check, element, profile } from '../synthetic.ts';

const patient = (members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Patient',
  ...members,
});
const observation = (members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...members,
});
const only = (id: string, said: Parameters<typeof element>[1]) => [
  profile('only', id.slice(0, id.indexOf('.')), [element(id, said)]),
];

describe('fixed values', () => {
  const use = only('Patient.name.use', { fixed: { type: 'code', value: 'usual' } });
  check('the value', use, patient({ name: [{ use: 'usual', text: 'x' }] }), []);
  check('another one', use, patient({ name: [{ use: 'old', text: 'x' }] }), [
    'error Patient.name[0].use Patient.name.use/fixed',
  ]);
  check('absent is not wrong', use, patient({ name: [{ text: 'x' }] }), []);
  const code = only('Observation.code', {
    fixed: { type: 'CodeableConcept', value: { coding: [{ system: 'urn:s', code: 'a' }] } },
  });
  const coded = (...coding: readonly Json[]) => observation({ code: { coding } });
  check('an object', code, coded({ system: 'urn:s', code: 'a' }), []);
  check('an object in another order', code, coded({ code: 'a', system: 'urn:s' }), []);
  check('more in the object', code, coded({ system: 'urn:s', code: 'a', display: 'A' }), [
    'error Observation.code Observation.code/fixed',
  ]);
  check(
    'more in the list',
    code,
    coded({ system: 'urn:s', code: 'a' }, { system: 'urn:t', code: 'b' }),
    ['error Observation.code Observation.code/fixed'],
  );
  const decimal = only('Observation.value[x]', {
    fixed: { type: 'Quantity', value: { value: 1 } },
  });
  check(
    'a number by its value',
    decimal,
    observation({ valueQuantity: { value: new JsonDecimal('1.0') } }),
    [],
  );
});

describe('the id of an element', () => {
  const extension = [
    {
      id: 'a b',
      url: 'http://hl7.org/fhir/StructureDefinition/patient-cadavericDonor',
      valueBoolean: true,
    },
  ];
  check('any string', [], patient({ name: [{ id: 'a_b/c', text: 'x' }] }), []);
  check('should have no spaces', [], patient({ name: [{ id: 'a b', text: 'x' }] }), [
    'warning Patient.name[0].id HumanName.id/spaces',
  ]);
  check('of an extension', [], patient({ extension }), [
    'warning Patient.extension[0].id Extension.id/spaces',
  ]);
  check('beside a value', [], patient({ birthDate: '2001', _birthDate: { id: 'a b' } }), [
    'warning Patient.birthDate.id date.id/spaces',
  ]);
});

describe('patterns', () => {
  const code = only('Observation.code', {
    pattern: { type: 'CodeableConcept', value: { coding: [{ system: 'urn:s', code: 'a' }] } },
  });
  const coded = (...coding: readonly Json[]) => observation({ code: { coding, text: 'x' } });
  check('more in the object', code, coded({ system: 'urn:s', code: 'a', display: 'A' }), []);
  check(
    'more in the list',
    code,
    coded({ system: 'urn:t', code: 'b' }, { system: 'urn:s', code: 'a' }),
    [],
  );
  check(
    'the parts in two items',
    code,
    coded({ system: 'urn:s', code: 'b' }, { system: 'urn:t', code: 'a' }),
    ['error Observation.code Observation.code/pattern'],
  );
  check('a part that is missing', code, coded({ code: 'a' }), [
    'error Observation.code Observation.code/pattern',
  ]);
  const given = only('Patient.name', {
    pattern: { type: 'HumanName', value: { given: ['A', 'B'] } },
  });
  check('of a list: each item', given, patient({ name: [{ given: ['C', 'B', 'A'] }] }), []);
  check(
    'of a list: one is missing',
    given,
    patient({ name: [{ given: ['A'] }, { given: ['A', 'B'] }] }),
    ['error Patient.name[0] Patient.name/pattern'],
  );
  const two = only('Patient.name', {
    pattern: { type: 'HumanName', value: { given: ['A', 'A'] } },
  });
  check('of a list: equal items', two, patient({ name: [{ given: ['A'] }] }), []);
});

const VALUE = 'Observation.value.ofType(Quantity)';

describe('ranges', () => {
  const range = (type: string, min: Json, max: Json) => ({
    minValue: { type, value: min },
    maxValue: { type, value: max },
  });
  const birth = only('Patient.birthDate', range('date', '1900-01-01', '2000-12-31'));
  const born = (birthDate: string) => patient({ birthDate });
  check('a date inside', birth, born('1950-05-05'), []);
  check('the bounds themselves', birth, born('1900-01-01'), []);
  check('a date before', birth, born('1899-12-31'), [
    'error Patient.birthDate Patient.birthDate/minValue',
  ]);
  check('a date after', birth, born('2001-01-01'), [
    'error Patient.birthDate Patient.birthDate/maxValue',
  ]);
  check('a year that may be inside', birth, born('1900'), []);
  check('a year that is not', birth, born('1899'), [
    'error Patient.birthDate Patient.birthDate/minValue',
  ]);
  const number = only('Observation.value[x]', range('integer', 2, 4));
  check('numbers inside', number, observation({ valueInteger: 4 }), []);
  check('a number below', number, observation({ valueInteger: 1 }), [
    'error Observation.value.ofType(integer) Observation.value[x]/minValue',
  ]);
  check('a number above', number, observation({ valueInteger: 5 }), [
    'error Observation.value.ofType(integer) Observation.value[x]/maxValue',
  ]);
  const decimal = only('Observation.value[x].value', range('decimal', 0.5, 10));
  const measured = (value: Json) => observation({ valueQuantity: { value } });
  check('not a choice', decimal, measured(1), []);
  const point = only('Observation.valueQuantity.value', range('decimal', 0.5, 10));
  check('a decimal by its value', point, measured(new JsonDecimal('10.000')), []);
  check('a decimal above', point, measured(new JsonDecimal('10.0001')), [
    `error ${VALUE}.value Observation.value[x]:valueQuantity.value/maxValue`,
  ]);
  const instant = only(
    'Observation.issued',
    range('instant', '2020-01-01T00:00:00Z', '2020-12-31T00:00:00Z'),
  );
  check(
    'an instant inside by its zone',
    instant,
    observation({ issued: '2019-12-31T23:00:00-02:00' }),
    [],
  );
  check(
    'an instant outside by its zone',
    instant,
    observation({ issued: '2020-01-01T01:00:00+02:00' }),
    ['error Observation.issued Observation.issued/minValue'],
  );
});

describe('lengths', () => {
  const short = only('Patient.name.text', { maxLength: 3 });
  check('as long as it may be', short, patient({ name: [{ text: 'abc' }] }), []);
  check('too long', short, patient({ name: [{ text: 'abcd' }] }), [
    'error Patient.name[0].text Patient.name.text/maxLength',
  ]);
  check('characters, not code units', short, patient({ name: [{ text: '😀😀😀' }] }), []);
});

describe('regular expressions of a definition', () => {
  const form = (regex: string) =>
    only('Patient.name.family', { types: [{ code: 'string', regex }] });
  const named = (family: string) => patient({ name: [{ family }] });
  check('the form', form('[A-Z][a-z]+'), named('Smith'), []);
  check('another form', form('[A-Z][a-z]+'), named('Smith2'), [
    'error Patient.name[0].family Patient.name.family/regex',
  ]);
  check('the whole text has to match', form('^[a-z]+$'), named('a b'), [
    'error Patient.name[0].family Patient.name.family/regex',
  ]);
  check('one that could run for ages is not run', form('(a+)+b'), named('a'.repeat(40)), []);
});
