import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { briefs, CORE, check, derived, element, HERE, judge, profile } from '../synthetic.ts';

const rule = (key: string, expression: string) => ({
  constraints: [{ key, severity: 'error' as const, expression }],
});
const born = profile('born', 'Patient', [
  element('Patient', rule('b-1', 'birthDate.where($this = @2001).exists()')),
  element('Patient.birthDate', { min: 1 }),
  element('Patient.name', { max: '2' }),
]);
const named = profile('named', 'Patient', [
  element('Patient.name', { min: 1, max: '3' }),
  element('Patient.birthDate', { min: 1 }),
]);
const bornAndNamed = derived('born-and-named', born, [element('Patient.name', { min: 1 })]);
const facts = [profile('unrelated', 'Basic', []), born, named, bornAndNamed];

const claiming = (profiles: readonly string[], members: Readonly<Record<string, Json>> = {}) => ({
  resourceType: 'Patient',
  meta: { profile: profiles },
  ...members,
});
const name = { text: 'x' };

describe('meta.profile', () => {
  check('of R4', facts, claiming([`${CORE}Patient`]), []);
  check('unknown', facts, claiming([`${HERE}nowhere`]), [
    'warning Patient.meta.profile[0] Meta.profile/known',
  ]);
  check('no URL', facts, claiming(['nowhere']), [
    'error Patient.meta.profile[0] Meta.profile/type',
  ]);
  check('of another type', facts, claiming([`${HERE}unrelated`]), [
    'error Patient.meta.profile[0] Meta.profile/type',
  ]);
  check(
    'of another type of R4',
    facts,
    claiming([born.url, `${CORE}Basic`], { birthDate: '2001' }),
    ['error Patient.meta.profile[1] Meta.profile/type'],
  );
  check('one', facts, claiming([born.url]), [
    'error Patient Patient.birthDate/min',
    'error Patient Patient/b-1',
  ]);
  check('with its version', facts, claiming([`${born.url}|1`], { birthDate: '2001' }), []);
  check('derived from another: that one holds as well', facts, claiming([bornAndNamed.url]), [
    'error Patient Patient.name/min',
    'error Patient Patient.birthDate/min',
    'error Patient Patient/b-1',
  ]);
  check('several: each holds, each problem is told once', facts, claiming([born.url, named.url]), [
    'error Patient Patient.name/min',
    'error Patient Patient.birthDate/min',
    'error Patient Patient/b-1',
  ]);
  check(
    'several: the narrowest limit counts',
    facts,
    claiming([born.url, named.url], {
      birthDate: '2001',
      name: [name, name, name],
    }),
    ['error Patient Patient.name/max'],
  );
  check(
    'a profile with its base: constraints are told once',
    facts,
    claiming([born.url, bornAndNamed.url]),
    [
      'error Patient Patient.name/min',
      'error Patient Patient.birthDate/min',
      'error Patient Patient/b-1',
    ],
  );
  check('the same twice', facts, claiming([named.url, named.url], { birthDate: '2001' }), [
    'error Patient Patient.name/min',
  ]);
});

describe('profiles that the caller asks for', () => {
  test('hold besides those that are claimed', () => {
    const report = judge([born, named], claiming([named.url]));
    expect(briefs(report)).toEqual([
      'error Patient Patient.name/min',
      'error Patient Patient.birthDate/min',
      'error Patient Patient/b-1',
    ]);
  });
});

describe('profiles of data types', () => {
  const dated = profile('dated', 'Period', [element('Period.start', { min: 1 })]);
  const ended = profile('ended', 'Period', [element('Period.end', { min: 1 })]);
  const typed = (...profiles: readonly string[]) => [
    profile('addressed', 'Patient', [
      element('Patient.address.period', { types: [{ code: 'Period', profiles }] }),
    ]),
    { ...dated, kind: 'complex-type' as const },
    { ...ended, kind: 'complex-type' as const },
  ];
  const living = (period: Json) => ({ resourceType: 'Patient', address: [{ period }] });
  const one = typed(dated.url);
  const either = typed(dated.url, ended.url);
  check('one that holds', one, living({ start: '2001' }), []);
  check('one that does not', one, living({ end: '2001' }), [
    'error Patient.address[0].period Period.start/min',
  ]);
  check('one of several', either, living({ end: '2001' }), []);
  check(
    'none of several',
    either,
    living({ extension: [{ url: `${CORE}data-absent-reason`, valueCode: 'unknown' }] }),
    ['error Patient.address[0].period Patient.address.period/type'],
  );
  test('one that is not loaded is listed', () => {
    const report = judge(typed(`${HERE}nowhere`), living({ end: '2001' }));
    expect(report.notEvaluated).toEqual([`profile ${HERE}nowhere is not loaded`]);
    expect(briefs(report)).toEqual([]);
  });
});

describe('a constraint that nothing here can read', () => {
  const odd = profile('odd', 'Patient', [
    element('Patient', rule('odd-1', 'name.nothingOfTheKind()')),
    element('Patient.contact', rule('odd-1', 'name.nothingOfTheKind()')),
  ]);
  test('is listed, each time', () => {
    const facts = [odd];
    const once = judge(facts, { resourceType: 'Patient', active: true });
    const again = judge(facts, { resourceType: 'Patient', contact: [{ name }] });
    expect(once.notEvaluated).toEqual(['rule odd-1: not decidable']);
    expect(again.notEvaluated).toEqual(['rule odd-1: not decidable']);
  });
});
