import { describe, expect, test } from 'vitest';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: a request that leads to somebody else, or not surely to one member, is never approved; an
 * honest one in another spelling is. Method: the approved scenario, changed in one place.
 */
type Resource = ReturnType<typeof JSON.parse>;
interface Parts {
  readonly claim: Resource;
  readonly patient: Resource;
  readonly coverage: Resource;
  readonly insurer: Resource;
  readonly provider: Resource;
  readonly add: (resource: Resource) => void;
}

const memberSystem = 'https://payer.example.org/member-id';
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

let sent = 0;
async function answer(change: (parts: Parts) => void): Promise<string> {
  expect((await payer.post('/sandbox/reset', '')).status).toBe(200);
  sent += 1;
  const text = scenario('home-oxygen-approved').replaceAll('T1001', `T${4000 + sent}`);
  const bundle = JSON.parse(text);
  const all: readonly Resource[] = bundle.entry.map(({ resource }: Resource) => resource);
  const of = (type: string, id = '') =>
    all.find((one) => one.resourceType === type && one.id.includes(id));
  change({
    claim: of('Claim'),
    patient: of('Patient'),
    coverage: of('Coverage'),
    insurer: of('Organization', 'payer'),
    provider: of('Organization', 'clinic'),
    add: (resource) => {
      const fullUrl = `https://ehr.example.org/fhir/${resource.resourceType}/${resource.id}`;
      bundle.entry.push({ fullUrl, resource });
    },
  });
  const { status, body } = await payer.post('/fhir/Claim/$submit', bundle);
  const said = JSON.stringify(body);
  const actions = [...said.matchAll(/005010\/306","code":"(\w+)"/gu)].map(([, code]) => code);
  const errors = [...said.matchAll(/005010\/901","code":"(\w+)"/gu)].map(([, code]) => code);
  return [status, ...new Set([...actions, ...errors])].join(' ');
}

describe('honest requests in other words are approved', () => {
  test.each<[string, (parts: Parts) => void]>([
    ['as it is', () => undefined],
    [
      'letters in another form',
      ({ patient }) => {
        patient.name[0] = { family: 'DÉMOSON', given: ['ada'] };
      },
    ],
    [
      'a middle initial',
      ({ patient }) => {
        patient.name[0].given = ['Ada M.'];
      },
    ],
    [
      'a double name',
      ({ patient }) => {
        patient.name[0].family = 'Demoson-Fixture';
      },
    ],
    [
      'another ZIP code',
      ({ patient }) => {
        patient.address = [{ postalCode: '10001-1234' }];
      },
    ],
    [
      'names in a script that can not be compared',
      ({ patient }) => {
        patient.name[0] = { family: '王', given: ['明华'] };
      },
    ],
    [
      'the payer under one more identifier',
      ({ insurer }) => {
        const system = 'http://terminology.hl7.org/NamingSystem/USEIN';
        insurer.identifier.unshift({ system, value: '123456789' });
      },
    ],
  ])('%s', async (_, change) => {
    expect(await answer(change)).toBe('200 A1');
  });
});

describe('whose: refused, or a person looks', () => {
  const memberId = (value: string) => [
    {
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MB' }],
      },
      system: memberSystem,
      value,
    },
  ];
  const other = (patient: Resource) => ({ ...patient, id: 'other', name: [{ family: 'Other' }] });
  test.each<[string, (parts: Parts) => void, string]>([
    [
      "another member's id on the Patient",
      ({ patient }) => {
        patient.identifier = memberId('M-DS100003-01');
      },
      '200 76',
    ],
    [
      "another member's id on the Coverage",
      ({ coverage }) => {
        coverage.identifier = memberId('M-DS100003-01');
      },
      '200 76',
    ],
    [
      "another member's subscriber id",
      ({ coverage }) => {
        coverage.subscriberId = 'DS100003';
      },
      '200 76',
    ],
    [
      'a member id of nobody',
      ({ patient }) => {
        patient.identifier = memberId('M-NOBODY');
      },
      '200 A4',
    ],
    [
      'a subscriber id of nobody',
      ({ coverage }) => {
        coverage.subscriberId = 'DS999999';
      },
      '200 A4',
    ],
    [
      'a dependent number of nobody',
      ({ coverage }) => {
        coverage.dependent = '07';
      },
      '200 A4',
    ],
    [
      'a beneficiary who is not the patient',
      ({ coverage, patient, add }) => {
        add(other(patient));
        coverage.beneficiary = { reference: 'Patient/other' };
      },
      '200 A4',
    ],
    [
      'a patient who is not the beneficiary',
      ({ claim, patient, add }) => {
        add({ ...other(patient), birthDate: '1990-01-01' });
        claim.patient = { reference: 'Patient/other' };
      },
      '200 75',
    ],
    [
      'another subscriber of a coverage of oneself',
      ({ coverage, patient, add }) => {
        add(other(patient));
        coverage.subscriber = { reference: 'Patient/other' };
      },
      '200 A4',
    ],
    [
      'no birth date',
      ({ patient }) => {
        delete patient.birthDate;
      },
      '200 A4',
    ],
    [
      'another birth date',
      ({ patient }) => {
        patient.birthDate = '1988-11-20';
      },
      '200 75',
    ],
    [
      'another name in all',
      ({ patient }) => {
        patient.name[0] = { family: 'Other', given: ['Zoe'] };
      },
      '200 75',
    ],
    [
      'another family name',
      ({ patient }) => {
        patient.name[0].family = 'Otherperson';
      },
      '200 A4',
    ],
    [
      'another sex',
      ({ patient }) => {
        patient.gender = 'male';
      },
      '200 A4',
    ],
    [
      'a name in another script and no member id',
      ({ patient, coverage }) => {
        patient.name[0] = { family: '王', given: ['明华'] };
        const { type } = { ...memberId('')[0] };
        patient.identifier = [{ system: 'https://ehr.example.org/record', value: '1' }];
        coverage.identifier = [{ type }];
      },
      '200 A4',
    ],
    [
      'another insurer',
      ({ insurer, coverage, add }) => {
        add({ ...insurer, id: 'us' });
        coverage.payor = [{ reference: 'Organization/us' }];
        insurer.identifier[0].value = '9000000098';
      },
      '200 79',
    ],
    [
      'another payor',
      ({ insurer, coverage, add }) => {
        const identifier = [{ ...insurer.identifier[0], value: '9000000098' }];
        add({ ...insurer, id: 'them', identifier });
        coverage.payor = [{ reference: 'Organization/them' }];
      },
      '200 79',
    ],
    [
      "a provider of another client's",
      ({ provider }) => {
        provider.identifier[0].value = '9000000031';
      },
      '200 41',
    ],
  ])('%s', async (_, change, expected) => {
    expect(await answer(change)).toBe(expected);
  });
});
