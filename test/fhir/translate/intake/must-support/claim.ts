import { read, type Section, unused } from './row.ts';

const both = ['profile-claim', 'profile-claim-update'];
const coding = 'valueCodeableConcept.coding.0.code';

const header: Section = {
  profiles: both,
  resource: 'Claim/rich-2',
  rows: {
    'Claim.status': read('concerns', 'status', 'cancelled'),
    ...unused('trace numbers are told apart by system and value alone', [
      'Claim.identifier.extension:subDepartment',
      'Claim.identifier.extension:jurisdiction',
    ]),
    'Claim.extension:transmissionIdentifiers': read(
      'transmission',
      'extension(TransmissionIdentifiers).extension(applicationSenderCode).valueString',
      'OTHER',
    ),
    'Claim.extension:levelOfServiceType': read(
      'levelOfService',
      `extension(levelOfServiceCode).${coding}`,
      'U',
    ),
    'Claim.extension:conditionCode': read(
      'conditions',
      'extension(conditionCode).extension(indicator).valueBoolean',
      false,
    ),
    'Claim.extension:homeHealthCareInformation': read(
      'homeHealth',
      'extension(homeHealthCareInformation).extension(date).valueDate',
      '2026-12-03',
    ),
    'Claim.extension:authorizationNumber': read(
      'authorizationNumber',
      'extension(authorizationNumber).valueString',
      'OTHER',
    ),
    'Claim.extension:administrationReferenceNumber': read(
      'administrativeReferenceNumber',
      'extension(administrationReferenceNumber).valueString',
      'OTHER',
    ),
    'Claim.extension:encounter': read('encounter', 'extension(Claim.encounter)'),
    'Claim.identifier': read('traceNumbers', 'identifier.0'),
    'Claim.identifier.system': read('traceNumbers[0].system', 'identifier.0.system', 'urn:other'),
    'Claim.identifier.value': read('traceNumbers[0].value', 'identifier.0.value', 'OTHER'),
    'Claim.use': read('purpose', 'use', 'predetermination'),
    'Claim.patient': read(
      'patient, coverages[0].isOfPatient, coverages[0].isOfOtherSubscriber, lines',
      'patient.reference',
      'Patient/subscriber',
    ),
    'Claim.insurer': read('insurer', 'insurer.reference', 'Organization/nobody'),
    'Claim.provider': read('requester', 'provider.reference', 'Organization/facility'),
    'Claim.diagnosis': read('diagnoses', 'diagnosis.0'),
    'Claim.diagnosis.extension:recordedDate': read(
      'diagnoses[0].recordedOn',
      'diagnosis.0.extension(diagnosisRecordedDate).valueDate',
      '2026-10-05',
    ),
    'Claim.diagnosis.sequence': read('diagnoses[0].sequence', 'diagnosis.0.sequence', 7),
    'Claim.diagnosis.diagnosis[x]': read(
      'diagnoses[0].codes',
      'diagnosis.0.diagnosisCodeableConcept.coding.0.code',
      'J44.1',
    ),
    'Claim.diagnosis.type': read(
      'diagnoses[0].type',
      'diagnosis.0.type.0.coding.0.code',
      'admitting',
    ),
    'Claim.insurance': read('coverages', 'insurance.0'),
    'Claim.insurance.sequence': read('coverages[0].sequence', 'insurance.0.sequence', 2),
    'Claim.insurance.coverage': read(
      'coverages[0]',
      'insurance.0.coverage.reference',
      'Coverage/nobody',
    ),
    'Claim.accident': read('accident', 'accident'),
    'Claim.accident.date': read('accident.on', 'accident.date', '2026-09-29'),
    'Claim.accident.type': read('accident.type', 'accident.type.coding.0.code', 'AA'),
    'Claim.accident.location[x]': read('accident.state', 'accident.locationAddress.state', 'TX'),
  },
};

const update: Section = {
  profiles: ['profile-claim-update'],
  resource: 'Claim/rich-2',
  rows: {
    'Claim.extension:certificationType': read(
      'certificationType',
      `extension(certificationType).${coding}`,
      '3',
    ),
    'Claim.related': read('replaced', 'related'),
    'Claim.related.claim': read('replaced.traceNumbers', 'related.0.claim.reference', 'Claim/x'),
    'Claim.related.relationship': read(
      'replaced.relationship',
      'related.0.relationship.coding.0.code',
      'associated',
    ),
    'Claim.supportingInfo.extension:infoChanged': read(
      'supportingItems[3].change',
      'supportingInfo.3.extension(infoChanged).valueCode',
      'changed',
    ),
    'Claim.supportingInfo.modifierExtension:infoCancelledFlag': read(
      'supportingItems[4].isCancelled',
      'supportingInfo.4.modifierExtension(infoCancelled).valueBoolean',
      false,
    ),
    'Claim.supportingInfo:AdditionalInformation.extension:infoChanged': read(
      'supportingItems[3].change',
      'supportingInfo.3.extension(infoChanged)',
    ),
    'Claim.supportingInfo:AdditionalInformation.modifierExtension:infoCancelledFlag': read(
      'supportingItems[3].isCancelled',
      'supportingInfo.3.modifierExtension',
      [
        {
          url:
            'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/' +
            'modifierextension-infoCancelled',
          valueBoolean: true,
        },
      ],
    ),
    'Claim.supportingInfo:MessageText.extension:infoChanged': read(
      'supportingItems[4].change',
      'supportingInfo.4.extension(infoChanged).valueCode',
      'added',
    ),
    'Claim.supportingInfo:MessageText.modifierExtension:infoCancelledFlag': read(
      'supportingItems[4].isCancelled',
      'supportingInfo.4.modifierExtension(infoCancelled)',
    ),
    'Claim.item.extension:infoChanged': read(
      'lines[0].change',
      'item.0.extension(infoChanged).valueCode',
      'added',
    ),
    'Claim.item.modifierExtension:infoCancelledFlag': read(
      'lines[3].isCancelled',
      'item.3.modifierExtension(infoCancelled).valueBoolean',
      false,
    ),
  },
};

/** The Claim itself; its lists have tables of their own. */
export const claimSections: readonly Section[] = [header, update];
