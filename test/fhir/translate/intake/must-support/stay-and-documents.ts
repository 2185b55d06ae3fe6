import { below, read, type Section, unused } from './row.ts';

const coding = 'valueCodeableConcept.coding.0.code';

const encounter: Section = {
  profiles: ['profile-encounter'],
  resource: 'Encounter/stay',
  rows: {
    ...unused('the request as a whole has the moment of its transmission', [
      ...below('Encounter.meta', ['lastUpdated']),
    ]),
    ...unused('the request has trace numbers of its own', [
      ...below('Encounter.identifier', ['system', 'value']),
    ]),
    ...unused('the request says whom it is about', ['Encounter.subject']),
    ...unused('the care team names who takes part', [
      ...below('Encounter.participant', ['type', 'period', 'individual']),
      'Encounter.serviceProvider',
    ]),
    ...unused('the diagnoses of the request give the reason; conditions are evidence', [
      'Encounter.reasonCode',
      'Encounter.reasonReference',
    ]),
    ...unused('the stay lies ahead', ['Encounter.hospitalization.dischargeDisposition']),
    ...unused('the items say where services are given', [
      ...below('Encounter.location', ['location']),
    ]),
    'Encounter.extension:patientStatus': read(
      'encounter.patientStatus',
      `extension(patientStatus).${coding}`,
      '01',
    ),
    'Encounter.extension:nursingHomeResidentialStatus': read(
      'encounter.nursingHomeStatus',
      'extension(nursingHomeResidentialStatus)',
    ),
    'Encounter.extension:nursingHomeResidentialStatus.value[x]': read(
      'encounter.nursingHomeStatus',
      `extension(nursingHomeResidentialStatus).${coding}`,
      '1',
    ),
    'Encounter.status': read('encounter.status', 'status', 'in-progress'),
    'Encounter.class': read('encounter.class', 'class.code', 'AMB'),
    'Encounter.type': read('encounter.types', 'type.0.coding.0.code', '1'),
    'Encounter.period': read('encounter.span', 'period.end', '2026-12-10'),
    'Encounter.hospitalization': read('encounter.admitSource', 'hospitalization'),
    'Encounter.hospitalization.admitSource': read(
      'encounter.admitSource',
      'hospitalization.admitSource.coding.0.code',
      '1',
    ),
  },
};

const documentReference: Section = {
  profiles: ['profile-documentreference'],
  resource: 'DocumentReference/plan',
  rows: {
    ...unused('a control number ties the document to the request', [
      'DocumentReference.identifier',
    ]),
    ...unused('a clinician opens the document with the request; no rule reads it', [
      'DocumentReference.subject',
      'DocumentReference.author',
      ...below('DocumentReference.content', [
        'attachment',
        'attachment.contentType',
        'attachment.data',
        'format',
      ]),
      ...below('DocumentReference.context', ['encounter', 'period']),
    ]),
    'DocumentReference.status': read('supportingItems[3].document.status', 'status', 'superseded'),
    'DocumentReference.type': read(
      'supportingItems[3].document.codes',
      'type.coding.0.code',
      '11506-3',
    ),
    'DocumentReference.category': read('supportingItems[3].document.categories', 'category.0'),
    'DocumentReference.category:uscore': read(
      'supportingItems[3].document.categories',
      'category.0.coding.0.code',
      'other',
    ),
    'DocumentReference.date': read(
      'supportingItems[3].document.writtenOn',
      'date',
      '2026-11-25T09:00:00-07:00',
    ),
  },
};

const identifier: Section = {
  profiles: ['profile-identifier'],
  resource: 'Claim/rich-2',
  within: 'identifier.0',
  rows: {
    ...unused('trace numbers are told apart by system and value alone', [
      'Identifier.extension:subDepartment',
      'Identifier.extension:jurisdiction',
    ]),
    'Identifier.system': read('traceNumbers[0].system', 'system', 'urn:other'),
    'Identifier.value': read('traceNumbers[0].value', 'value', 'OTHER'),
  },
};

/** The stay that is asked for, what was sent along, and identifiers of any kind. */
export const stayAndDocumentSections: readonly Section[] = [
  encounter,
  documentReference,
  identifier,
];
