import { describe, expect, test } from 'vitest';
import { openFactFiles } from '../../../../src/adapters/fact-files.ts';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { setAt } from './must-support/places.ts';
import { requestIn, richRequest } from './rich-request.ts';

// Goal: no element that R4 calls a modifier is read past. The elements are derived from R4's own
// definitions, for every type that is read; each has a row that shows what notices it, or says why
// it changes nothing.

interface Row {
  /** Place in the rich request -> what changes the meaning there, and which words say so. */
  readonly place?: string;
  readonly value?: Json;
  readonly words?: string;
  /** Who notices it, where it is no concern of the intake. */
  readonly elsewhere?: string;
}

const base = openFactFiles(['dist/profiles'], ['hl7.fhir.r4.core#4.0.1']);
const canonical = 'http://hl7.org/fhir/StructureDefinition/';

/** The types that the intake or a fact reads. */
const resources = [
  ...['Bundle', 'Parameters', 'Claim', 'Patient', 'Coverage', 'RelatedPerson', 'Organization'],
  ...['Practitioner', 'PractitionerRole', 'Encounter', 'DocumentReference', 'Medication'],
  ...['ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder'],
  ...['Observation', 'DiagnosticReport', 'Condition', 'Procedure', 'QuestionnaireResponse'],
];
const datatypes = [
  ...['Address', 'ContactPoint', 'HumanName', 'Identifier', 'Quantity', 'Age', 'Duration', 'Count'],
  ...['Distance', 'Money', 'Range', 'Ratio', 'Period', 'Timing', 'Dosage', 'Coding', 'Reference'],
  ...['CodeableConcept', 'Annotation', 'Attachment', 'Meta', 'Extension', 'Narrative'],
];

function modifiersOf(type: string): readonly string[] {
  const file = base.packages[0]?.canonicals[`${canonical}${type}`]?.file;
  const facts = file === undefined ? undefined : base.read('hl7.fhir.r4.core#4.0.1', file);
  if (facts?.resourceType !== 'StructureDefinition') throw new Error(`no ${type}`);
  return facts.elements
    .filter(({ isModifier, path }) => isModifier === true && !path.endsWith('modifierExtension'))
    .map(({ path }) => path);
}

const claim = 'entry(Claim/rich-2).resource';
const isEvidence = 'the rules of evidence: only what is final counts (evidence-rules.ts)';
const isOrder = 'the check of the order behind a line (order-check.ts)';

const rows: Readonly<Record<string, Row>> = {
  'Claim.status': {
    ...{ place: `${claim}.status`, value: 'cancelled' },
    words: 'the request is marked as cancelled',
  },
  'Patient.active': {
    ...{ place: 'entry(Patient/beneficiary).resource.active', value: false },
    words: "the sender's record of the patient or subscriber is marked as not in use",
  },
  'Patient.deceased[x]': {
    place: 'entry(Patient/beneficiary).resource.deceasedDateTime',
    ...{ value: '2026-11-01', words: 'the request says that the patient has died' },
  },
  'Patient.link': {
    place: 'entry(Patient/beneficiary).resource.link',
    value: [{ other: { reference: 'Patient/other' }, type: 'replaced-by' }],
    words: "the sender's record of the patient or subscriber was replaced by another",
  },
  'Coverage.status': {
    ...{ place: 'entry(Coverage/plan).resource.status', value: 'draft' },
    words: 'the coverage is marked as a draft',
  },
  'RelatedPerson.active': {
    elsewhere: 'a subscriber of any type is looked at as a Patient is (state-concerns.ts)',
  },
  'Organization.active': {
    ...{ place: 'entry(Organization/requestor).resource.active', value: false },
    words: 'the record of a provider or payer in the request is marked as not in use',
  },
  'Encounter.status': {
    ...{ place: 'entry(Encounter/stay).resource.status', value: 'entered-in-error' },
    words: 'the stay is marked as entered in error',
  },
  'DocumentReference.status': {
    ...{ place: 'entry(DocumentReference/plan).resource.status', value: 'superseded' },
    words: 'a document that was sent along is marked as superseded',
  },
  'Medication.status': { elsewhere: 'the row of its own below: the order has to lead to it' },
  'ServiceRequest.status': { elsewhere: isOrder },
  'ServiceRequest.intent': { elsewhere: isOrder },
  'ServiceRequest.doNotPerform': { elsewhere: 'forbiddenOrders refuses it' },
  'DeviceRequest.status': { elsewhere: isOrder },
  'DeviceRequest.intent': { elsewhere: isOrder },
  'MedicationRequest.status': { elsewhere: isOrder },
  'MedicationRequest.intent': { elsewhere: isOrder },
  'MedicationRequest.doNotPerform': { elsewhere: 'forbiddenOrders refuses it' },
  'NutritionOrder.status': { elsewhere: isOrder },
  'NutritionOrder.intent': { elsewhere: isOrder },
  'Observation.status': { elsewhere: isEvidence },
  'DiagnosticReport.status': { elsewhere: isEvidence },
  'Condition.clinicalStatus': { elsewhere: isEvidence },
  'Condition.verificationStatus': { elsewhere: isEvidence },
  'Procedure.status': { elsewhere: isEvidence },
  'QuestionnaireResponse.status': { elsewhere: isEvidence },
  'Resource.implicitRules': { elsewhere: 'refused anywhere: modifiers.ts' },
  'Address.use': { elsewhere: 'old addresses are read past (parties.ts)' },
  'HumanName.use': { elsewhere: 'old names are read past (parties.ts)' },
  'Identifier.use': { elsewhere: 'old identifiers are read past (identifiers.ts)' },
  'ContactPoint.use': { elsewhere: 'telephones and mail are read by no one' },
  'Quantity.comparator': {
    ...{ place: `${claim}.item.0.quantity.comparator`, value: '<' },
    words: 'an amount that was asked for or ordered is said as a limit ("less than", "at least")',
  },
};

const derived = ['Resource', ...resources, ...datatypes].flatMap(modifiersOf);

test('every modifier of R4 on what is read has a row, and no row is left over', () => {
  expect(Object.keys(rows).sort()).toEqual([...new Set(derived)].sort());
});

test('who notices it elsewhere is said', () => {
  for (const row of Object.values(rows)) expect(row.words ?? row.elsewhere).toMatch(/\w{3,} \w/u);
});

test('a request in which nothing is unusual has no concern', () => {
  expect(requestIn(richRequest()).concerns).toEqual([]);
});

function wordsWith(changes: Readonly<Record<string, Json>>): readonly string[] {
  const bundle = richRequest();
  for (const [place, value] of Object.entries(changes)) setAt(bundle, place, value);
  return requestIn(bundle).concerns.map(({ words }) => words.en);
}

describe('a modifier that is not as usual is for a person', () => {
  const shown = Object.entries(rows).filter(([, { place }]) => place !== undefined);
  test.each(shown)('%s', (_, { place = '', value = null, words }) => {
    expect(wordsWith({ [place]: value })).toEqual([words]);
  });

  const order = 'entry(ServiceRequest/visits).resource';
  const dose = 'entry(MedicationRequest/dose).resource';
  const limit = rows['Quantity.comparator']?.words;
  const unusedPerson = rows['Patient.active']?.words;
  const unusedProvider = rows['Organization.active']?.words;
  test.each<[string, Readonly<Record<string, Json>>, readonly (string | undefined)[]]>([
    [
      'dead',
      { 'entry(Patient/beneficiary).resource.deceasedBoolean': true },
      [rows['Patient.deceased[x]']?.words],
    ],
    ['alive', { 'entry(Patient/beneficiary).resource.deceasedBoolean': false }, []],
    [
      'dead, no one knows when',
      {
        'entry(Patient/beneficiary).resource._deceasedDateTime': { id: 'd' },
      },
      [rows['Patient.deceased[x]']?.words],
    ],
    [
      'dead, in no way that R4 has',
      {
        'entry(Patient/beneficiary).resource.deceasedBoolean': 'true',
      },
      [rows['Patient.deceased[x]']?.words],
    ],
    ['the subscriber died', { 'entry(Patient/subscriber).resource.deceasedBoolean': true }, []],
    [
      'the subscriber is not in use',
      {
        'entry(Patient/subscriber).resource.active': false,
      },
      [unusedPerson],
    ],
    [
      'a link to a record of the same person that it has replaced',
      {
        'entry(Patient/beneficiary).resource.link': [
          { other: { reference: 'Patient/older' }, type: 'replaces' },
        ],
      },
      [],
    ],
    [
      'a link that leads on',
      {
        'entry(Patient/beneficiary).resource.link': [
          { other: { reference: 'Patient/other' }, type: 'refer' },
        ],
      },
      [rows['Patient.link']?.words],
    ],
    [
      'a coverage without status',
      { 'entry(Coverage/plan).resource.status': null },
      ['the coverage does not say its status'],
    ],
    [
      'a status that R4 has not',
      { 'entry(Coverage/plan).resource.status': 'Active' },
      ['the status of the coverage is not one that we know'],
    ],
    [
      'a payer not in use',
      { 'entry(Organization/insurer).resource.active': false },
      [unusedProvider],
    ],
    [
      'a document that was withdrawn',
      {
        'entry(DocumentReference/plan).resource.docStatus': 'entered-in-error',
      },
      ['a document that was sent along is marked as entered in error'],
    ],
    ['what was ordered is a limit', { [`${order}.quantityQuantity.comparator`]: '<=' }, [limit]],
    [
      'how long is a limit',
      {
        [`${order}.occurrenceTiming.repeat.boundsDuration.comparator`]: '>',
      },
      [limit],
    ],
    [
      'a dose that is a limit',
      {
        [`${dose}.dosageInstruction.0.doseAndRate.0.doseQuantity.comparator`]: '<',
      },
      [limit],
    ],
    [
      'a medication of its own, entered in error',
      {
        [`${dose}.medicationCodeableConcept`]: null,
        [`${dose}.medicationReference`]: { reference: '#drug' },
        [`${dose}.contained`]: [
          { resourceType: 'Medication', id: 'drug', status: 'entered-in-error' },
        ],
      },
      ['the medication is marked as entered in error'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(wordsWith(changes)).toEqual(expected);
  });

  test.each(['9', '10'])('an actor of the care, entry %s, that is not in use', (index) => {
    expect(wordsWith({ [`entry.${Number(index) - 1}.resource.active`]: false })).toEqual([
      unusedProvider,
    ]);
  });
});
