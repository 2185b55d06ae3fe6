import { below, type Row, read, type Section, unused } from './row.ts';

const ownRecord = 'our record of the member counts; names, birth date and sex only confirm it';
const ownProviders = 'our own records of providers count; identifiers lead to them';

/** The physician is in the care team, and has ordered the fourth line. */
const ordering = 'lines[3].requestedOrder.orderer';

/** A person, read into a field. */
function person(field: string): Record<string, Row> {
  return {
    ...unused(ownRecord, [
      'Patient.name.prefix',
      'Patient.telecom.system',
      'Patient.telecom.value',
      'Patient.telecom.use',
      'Patient.address.line',
      'Patient.address.city',
      'Patient.address.district',
      'Patient.address.state',
      'Patient.address.country',
    ]),
    ...unused('letters are written in the language of our record; answers in the requester’s', [
      'Patient.communication.language',
    ]),
    'Patient.identifier': read(`${field}.identifiers`, 'identifier.0'),
    'Patient.identifier.system': read(
      `${field}.identifiers[0].system`,
      'identifier.0.system',
      'urn:other',
    ),
    'Patient.identifier.value': read(
      `${field}.identifiers[0].value`,
      'identifier.0.value',
      'OTHER',
    ),
    'Patient.name': read(`${field}.family, ${field}.given, ${field}.suffix`, 'name.0'),
    'Patient.name.family': read(`${field}.family`, 'name.0.family', 'OTHER'),
    'Patient.name.given': read(`${field}.given`, 'name.0.given.0', 'OTHER'),
    'Patient.name.suffix': read(`${field}.suffix`, 'name.0.suffix.0', 'SR'),
    'Patient.gender': read(`${field}.sex`, 'gender', 'male'),
    'Patient.birthDate': read(`${field}.birthOn`, 'birthDate', '2012-03-05'),
    'Patient.address': read(`${field}.postalCode`, 'address.0'),
    'Patient.address.postalCode': read(`${field}.postalCode`, 'address.0.postalCode', '87102'),
  };
}

const beneficiary: Section = {
  profiles: ['profile-beneficiary'],
  resource: 'Patient/beneficiary',
  rows: {
    ...person('patient'),
    ...unused('our records keep no birth order; given names tell twins apart', [
      'Patient.multipleBirth[x]:multipleBirthInteger',
    ]),
  },
};

const subscriber: Section = {
  profiles: ['profile-subscriber'],
  resource: 'Patient/subscriber',
  rows: person('coverages[0].subscriber'),
};

const coverage: Section = {
  profiles: ['profile-coverage'],
  resource: 'Coverage/plan',
  rows: {
    'Coverage.status': read('coverages[0].status', 'status', 'cancelled'),
    'Coverage.payor': read('coverages[0].payors', 'payor.0.reference', 'Organization/facility'),
    ...unused('groups and plans go by their numbers; their names are ours', [
      'Coverage.class:group.name',
      'Coverage.class:plan.name',
    ]),
    'Coverage.identifier': read('coverages[0].identifiers', 'identifier.0'),
    'Coverage.identifier:memberid': read('coverages[0].identifiers', 'identifier.0.value', 'OTHER'),
    'Coverage.identifier:memberid.type': read(
      'coverages[0].identifiers[0].type',
      'identifier.0.type.coding.0.code',
      'SN',
    ),
    'Coverage.type': read('coverages[0].type', 'type.coding.0.code', '1'),
    'Coverage.subscriber': read(
      'coverages[0].subscriber, coverages[0].isOfOtherSubscriber',
      'subscriber.reference',
      'Patient/beneficiary',
    ),
    'Coverage.subscriberId': read('coverages[0].subscriberId', 'subscriberId', 'OTHER'),
    'Coverage.beneficiary': read(
      'coverages[0].isOfPatient',
      'beneficiary.reference',
      'Patient/subscriber',
    ),
    'Coverage.relationship': read(
      'coverages[0].relationship, coverages[0].selfAnswers',
      'relationship',
    ),
    'Coverage.relationship.coding:X12Code': read(
      'coverages[0].relationship[1], coverages[0].isOfOtherSubscriber, coverages[0].selfAnswers',
      'relationship.coding.1.code',
      '18',
    ),
    'Coverage.period': read('coverages[0].span', 'period.end', '2026-11-30'),
    'Coverage.class': read('coverages[0].groupNumber, coverages[0].planNumber', 'class'),
    'Coverage.class:group': read('coverages[0].groupNumber', 'class.0'),
    'Coverage.class:group.value': read('coverages[0].groupNumber', 'class.0.value', 'OTHER'),
    'Coverage.class:plan': read('coverages[0].planNumber', 'class.1'),
    'Coverage.class:plan.value': read('coverages[0].planNumber', 'class.1.value', 'OTHER'),
  },
};

/** An identifier of a provider, by its slice. */
function providerIds(id: string, field: string, index: number): Record<string, Row> {
  const place = `identifier.${index}`;
  // The insurer is also who pays for the coverage.
  const fields = field === 'insurer' ? [field, 'coverages[0].payors[0]'] : [field];
  // Of a role it is known besides whose they are.
  const names = id.startsWith('Practitioner.')
    ? ['identifiers', 'practitionerIdentifiers']
    : ['identifiers'];
  const ordered = id.startsWith('Practitioner.') ? [`${ordering}.provider.identifiers`] : [];
  const within = (part: string) =>
    fields
      .flatMap((one) => names.map((name) => `${one}.${name}`))
      .concat(ordered)
      .map((one) => `${one}${part}`)
      .join(', ');
  return {
    [id]: read(within(''), place),
    [`${id}.system`]: read(within(`[${index}].system`), `${place}.system`, 'urn:other'),
    [`${id}.value`]: read(within(`[${index}].value`), `${place}.value`, 'OTHER'),
  };
}

/** Kinds of identifiers whose parts are must-support although they themselves are not. */
function partsOf(rows: Record<string, Row>): Record<string, Row> {
  return Object.fromEntries(Object.entries(rows).slice(1));
}

function organization(field: string): Record<string, Row> {
  const id = 'Organization.identifier';
  return {
    ...unused('the profile fixes it to true where it matters, and the validator sees to it', [
      'Organization.active',
    ]),
    ...unused(ownProviders, [
      ...below('Organization.telecom', ['system', 'value']),
      ...below('Organization.address', ['line', 'city', 'state', 'postalCode', 'country']),
    ]),
    ...providerIds(id, field, 0),
    ...providerIds(`${id}:NPI`, field, 0),
    ...providerIds(`${id}:TIN`, field, 1),
    ...providerIds(`${id}:PI`, field, 2),
    ...partsOf(providerIds(`${id}:CLIA`, field, 3)),
    ...partsOf(providerIds(`${id}:NAIC`, field, 4)),
    'Organization.name': read(
      field === 'insurer' ? 'insurer.name' : `${field}.name, ${field}.calledAs`,
      'name',
      'OTHER',
    ),
  };
}

const insurer: Section = {
  profiles: ['profile-insurer'],
  resource: 'Organization/insurer',
  rows: {
    ...organization('insurer'),
    ...unused('an insurer is a payer; what else it is decides nothing', ['Organization.type']),
  },
};

const requestor: Section = {
  profiles: ['profile-requestor'],
  resource: 'Organization/requestor',
  rows: {
    ...organization('requester'),
    ...unused(ownProviders, [
      'Organization.type',
      ...below('Organization.contact', ['name', 'telecom']),
    ]),
  },
};

const facility: Section = {
  profiles: ['profile-organization'],
  resource: 'Organization/facility',
  rows: organization('careTeam[0].provider'),
};

const named = ['careTeam[1].provider', `${ordering}.provider`]
  .flatMap((one) => [`${one}.name`, `${one}.calledAs`])
  .concat('careTeam[1].provider.practitionerCalledAs', `${ordering}.texts`)
  .join(', ');

const practitioner: Section = {
  profiles: ['profile-practitioner'],
  resource: 'Practitioner/physician',
  rows: {
    ...unused(ownProviders, [
      ...below('Practitioner.telecom', ['system', 'value']),
      ...below('Practitioner.address', ['line', 'city', 'state', 'postalCode', 'country']),
    ]),
    ...providerIds('Practitioner.identifier', 'careTeam[1].provider', 0),
    ...providerIds('Practitioner.identifier:NPI', 'careTeam[1].provider', 0),
    'Practitioner.name': read(named, 'name'),
    'Practitioner.name.family': read(named, 'name.0.family', 'OTHER'),
  },
};

const role: Section = {
  profiles: ['profile-practitionerrole'],
  resource: 'PractitionerRole/role',
  rows: {
    ...unused('the care team says in which role somebody takes part', ['PractitionerRole.code']),
    ...unused('the item says where the service is given', ['PractitionerRole.location']),
    ...unused(ownProviders, [
      ...below('PractitionerRole.telecom', ['system', 'value']),
      'PractitionerRole.endpoint',
    ]),
    'PractitionerRole.practitioner': read(
      'careTeam[1].provider',
      'practitioner.reference',
      'Practitioner/nobody',
    ),
    'PractitionerRole.organization': read(
      'careTeam[1].provider',
      'organization.reference',
      'Organization/facility',
    ),
    'PractitionerRole.specialty': read(
      'careTeam[1].provider.specialties',
      'specialty.0.coding.0.code',
      '208000000X',
    ),
  },
};

/** Whoever takes part. */
export const partySections: readonly Section[] = [
  beneficiary,
  subscriber,
  coverage,
  insurer,
  requestor,
  facility,
  practitioner,
  role,
];
