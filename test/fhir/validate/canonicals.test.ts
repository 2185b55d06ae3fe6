import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { createValidator } from '../../../src/fhir/validate/validator.ts';
import { briefs, element, HERE, profile, type SyntheticPackage, sourceOf } from './synthetic.ts';

const color = `${HERE}color`;
const person = (version: string, child: string) => ({
  ...profile('person', 'Patient', [element(`Patient.${child}`, { min: 1 })]),
  version,
});
const user = (name: string, target: string) => ({
  ...profile(name, 'Appointment', [
    element('Appointment.participant.actor', {
      types: [{ code: 'Reference', targetProfiles: [target] }],
    }),
  ]),
});
const core = (version: string, child: string): SyntheticPackage => ({
  name: 'core',
  version,
  facts: [
    person(version, child),
    {
      resourceType: 'ValueSet',
      url: color,
      version,
      include: [{ system: 'urn:c', codes: [child] }],
    },
  ],
});
const guide = (name: string, dependency: string, target: string): SyntheticPackage => ({
  name,
  version: '1',
  dependencies: { [dependency.split('#')[0] ?? '']: dependency.split('#')[1] ?? '' },
  facts: [
    user(`${name}-appointment`, target),
    {
      ...profile(`${name}-derived`, 'Patient', [element('Patient.active', { min: 1 })]),
      base: target,
    },
    profile(`${name}-bound`, 'Basic', [
      element('Basic.code', { binding: { strength: 'required', valueSet: color } }),
    ]),
  ],
});
const url = `${HERE}person`;
const nowhere: SyntheticPackage = {
  name: 'nowhere',
  version: '1',
  facts: [
    profile('nowhere-bound', 'Basic', [
      element('Basic.code', { binding: { strength: 'required', valueSet: `${color}|5.0.1` } }),
    ]),
    profile('nowhere-system', 'Basic', [
      element('Basic.code', { binding: { strength: 'required', valueSet: `${HERE}of-system` } }),
    ]),
    {
      resourceType: 'ValueSet',
      url: `${HERE}of-system`,
      include: [{ system: 'urn:s', version: '5.0.1' }],
    },
    {
      resourceType: 'CodeSystem',
      url: 'urn:s',
      version: '7.0.0',
      content: 'complete',
      concepts: [{ code: 'y' }],
    },
  ],
};
const validator = createValidator(
  sourceOf([
    guide('newer', 'core#7.0.0', url),
    guide('older', 'core.v311#3.1.1', url),
    guide('through', 'older#1', url),
    guide('pinned', 'core#7.0.0', `${url}|3.1.1`),
    guide('pinned-elsewhere', 'core#7.0.0', `${url}|6.1.0`),
    guide('pinned-nowhere', 'core#3.1.1', `${url}|5.0.1`),
    nowhere,
    core('7.0.0', 'name'),
    core('6.1.0', 'gender'),
    core('3.1.1', 'birthDate'),
  ]),
);
const judge = (instance: JsonObject, profileName: string) =>
  briefs(validator.validate(instance, { profiles: [`${HERE}${profileName}`] }));
const appointment: JsonObject = {
  resourceType: 'Appointment',
  status: 'proposed',
  contained: [{ resourceType: 'Patient', id: 'a', active: true }],
  participant: [{ status: 'accepted', actor: { reference: '#a' } }],
};

describe('a canonical is read in the closure of the package that names it', () => {
  test.each([
    ['newer', 'name'],
    ['older', 'birthDate'],
    ['through', 'birthDate'],
    ['pinned', 'birthDate'],
    ['pinned-elsewhere', 'gender'],
  ])('%s asks for %s', (name, child) => {
    expect(judge(appointment, `${name}-appointment`)).toEqual([
      `error Appointment.contained[0] Patient.${child}/min`,
    ]);
    expect(judge({ resourceType: 'Patient', active: true }, `${name}-derived`)).toEqual([
      `error Patient Patient.${child}/min`,
    ]);
  });

  test.each([
    ['newer', 'name'],
    ['older', 'birthDate'],
    ['through', 'birthDate'],
  ])('%s: value sets as well', (name, code) => {
    const basic = (one: string) => ({
      resourceType: 'Basic',
      code: { coding: [{ system: 'urn:c', code: one }] },
    });
    expect(judge(basic(code), `${name}-bound`)).toEqual([]);
    expect(judge(basic('gender'), `${name}-bound`)).toEqual([
      'error Basic.code Basic.code/binding',
    ]);
  });
});

describe('a version that is not here is no other one', () => {
  const notEvaluated = (instance: JsonObject, name: string) => {
    const report = validator.validate(instance, { profiles: [`${HERE}${name}`] });
    expect(briefs(report)).toEqual([]);
    return report.notEvaluated.join('; ');
  };
  test('of a target', () => {
    expect(notEvaluated(appointment, 'pinned-nowhere-appointment')).toContain('is not loaded');
  });
  test('of a base', () => {
    const patient = { resourceType: 'Patient', active: true };
    expect(notEvaluated(patient, 'pinned-nowhere-derived')).toContain('is not loaded');
  });
  test('of a value set', () => {
    const basic = { resourceType: 'Basic', code: { coding: [{ system: 'urn:c', code: 'x' }] } };
    expect(notEvaluated(basic, 'nowhere-bound')).toContain('not loaded');
  });
  test('of a code system in a value set', () => {
    const basic = { resourceType: 'Basic', code: { coding: [{ system: 'urn:s', code: 'y' }] } };
    expect(notEvaluated(basic, 'nowhere-system')).toContain('not all loaded');
  });
  test('unless a row says by which it is read, and why', () => {
    const read = createValidator({
      ...sourceOf([guide('pinned', 'core#7.0.0', `${url}|5.0.1`), core('7.0.0', 'name')]),
      standIns: [{ canonical: `${url}|5.0.1`, by: `${url}|7.0.0`, reason: 'the same' }],
    });
    const report = read.validate(appointment, { profiles: [`${HERE}pinned-appointment`] });
    expect(briefs(report)).toEqual(['error Appointment.contained[0] Patient.name/min']);
  });
});

describe('a canonical in meta.profile', () => {
  const claiming = (canonical: string) =>
    briefs(
      validator.validate({ resourceType: 'Patient', meta: { profile: [canonical] }, active: true }),
    );
  test('without a version: the first package of the train', () => {
    expect(claiming(url)).toEqual(['error Patient Patient.name/min']);
  });
  test('with a version: that one', () => {
    expect(claiming(`${url}|3.1.1`)).toEqual(['error Patient Patient.birthDate/min']);
    expect(claiming(`${url}|6.1.0`)).toEqual(['error Patient Patient.gender/min']);
  });
  test('with a version that is not here: none, and a warning says so', () => {
    for (const version of ['5.0.1', '7', '7.0', '']) {
      expect(claiming(`${url}|${version}`)).toEqual([
        'warning Patient.meta.profile[0] Meta.profile/known',
      ]);
    }
    const patient = { resourceType: 'Patient', meta: { profile: [`${url}|5.0.1`] }, active: true };
    const [issue] = validator.validate(patient).issues;
    expect(issue?.mend).toBe('name a version that is loaded (7.0.0, 6.1.0, 3.1.1)');
  });
  test('three versions at once: each counts', () => {
    const profiles = ['7.0.0', '6.1.0', '3.1.1'].map((version) => `${url}|${version}`);
    const patient = { resourceType: 'Patient', meta: { profile: profiles }, active: true };
    expect(briefs(validator.validate(patient))).toEqual([
      'error Patient Patient.name/min',
      'error Patient Patient.gender/min',
      'error Patient Patient.birthDate/min',
    ]);
    const [issue] = validator.validate(patient).issues;
    expect(issue?.rule).toBe('person|7.0.0#Patient.name/min');
  });
});
