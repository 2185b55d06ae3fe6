import type { WordsByKey } from './words-by-key.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition';
const PAS = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition';

/** The parts of the coverage information are extensions with a short URL. */
const PART_REASON = "add an extension with the url 'reason'";

/** What the constraints of the implementation guides say, and how they are met again. */
export const WORDS_OF_GUIDES: WordsByKey = {
  AttachmentNeeded: ['attachments-needed', 'no attachment is asked for', 'add an input for one'],
  ClaimFirst: ['is Claim', 'the first entry has to be a Claim', 'move the Claim to the top'],
  ClaimResponseFirst: [
    'is ClaimResponse',
    'the first entry has to be a ClaimResponse',
    'move the ClaimResponse to the top',
  ],
  FullDateRule: ['= 10', 'a whole day is required', "write year, month and day: '2026-01-31'"],
  IdentifierUnlessVO: [
    "code='VO'",
    'an identifier is missing: only voice requests go without one',
    "add identifier, or use the medium 'VO'",
  ],
  ImmediateLevelOfCare: [
    'levelOfServiceCode',
    'an item of certification type 1 has no level of service',
    `add to the item the extension ${PAS}/extension-levelOfServiceCode`,
  ],
  QuestionnaireContext: [
    'questionnaire-context',
    'a questionnaire is asked for without its context',
    "add an input of type 'questionnaire-context'",
  ],
  'self-beneficiary': [
    'subscriber',
    'a subscriber is missing: the beneficiary is not the subscriber',
    "add subscriber, or set relationship to '18' (self) when that is so",
  ],
  'pd-1': ['endpoint', 'there is no way to reach this role', 'add telecom or endpoint'],
  'us-core-1': ['dateTime', 'at least a whole day is required', "write at least '2026-01-31'"],
  'us-core-2': [
    'hasMember',
    'an observation without parts has neither a value nor a reason for having none',
    'add value[x] or dataAbsentReason',
  ],
  'us-core-3': [
    'ofType(Quantity)',
    'the unit is not of UCUM',
    "use a UCUM unit, with the system 'http://unitsofmeasure.org'",
  ],
  'us-core-4': ['snomed', 'the coded value is not of SNOMED CT', 'add a coding of SNOMED CT'],
  'us-core-5': ['sid/ndc', 'a CVX code stands without an NDC code', 'add a coding with the NDC'],
  'us-core-6': [
    'family',
    'a name needs a family or given name, or else a reason why there is none',
    `add family or given, or the extension ${CORE}/data-absent-reason, but not both`,
  ],
  'us-core-7': ['performed', 'the procedure has no time', 'add performed[x]'],
  'us-core-8': ['effective', 'a report of this status has no clinical time', 'add effective[x]'],
  'us-core-9': ['issued', 'a report of this status has no time of issue', 'add issued'],
  'us-core-10': ['effective', 'a report of this status has no clinical time', 'add effective[x]'],
  'us-core-13': [
    'healthcareService',
    'the role names nobody and no place',
    'add practitioner, organization, healthcareService or location',
  ],
  'us-core-14': ['relationship', 'the person has no name', 'add name or relationship'],
  'us-core-15': [
    'subscriberId',
    'a member or subscriber number is missing',
    "add subscriberId, or an identifier of type 'MB'",
  ],
  'us-core-16': ['{10}', 'an NPI has 10 digits', 'write the 10 digits of the NPI only'],
  'us-core-17': [
    '*2',
    'the last digit of the NPI does not fit the others',
    'look for mistyped or swapped digits in the NPI',
  ],
  'us-core-18': ['D[0-9]{7}', 'this is no CLIA number', "write it as '12D3456789'"],
  'us-core-19': ['{5}', 'an NAIC company code has 5 digits', 'write the 5 digits only'],
  'us-core-20': ['whenHandedOver', 'a completed dispense has no time', 'add whenHandedOver'],
  'us-core-24': ['CodeableConcept', 'a smoking status is a code', 'use valueCodeableConcept'],
  'us-core-25': ['Quantity', 'an amount smoked is a quantity', 'use valueQuantity'],
  'us-core-26': [
    'dataAbsentReason',
    'there is neither a value nor a reason for having none',
    'add value[x] or dataAbsentReason',
  ],
  'us-core-21': ['requester', 'an order has no requester', 'add requester'],
  'us-core-22': [
    'low.system',
    'the limits of the reference range are not in UCUM units',
    "use UCUM units, with the system 'http://unitsofmeasure.org'",
  ],
  'us-core-23': [
    'ombCategory',
    'an unknown or unasked category stands beside others',
    'keep either that category alone or the others',
  ],
  'vs-1': ['dateTime', 'at least a whole day is required', "write at least '2026-01-31'"],
  'vs-2': [
    'hasMember',
    'a vital sign without parts has neither a value nor a reason for having none',
    'add value[x] or dataAbsentReason',
  ],
  'vs-3': [
    'dataAbsentReason',
    'a part has neither a value nor a reason for having none',
    'add value[x] or dataAbsentReason',
  ],
  'hrex-pat-1': ['gender', 'neither gender nor sex at birth is given', 'add gender'],
  'tdr-1': [
    'data-query',
    'a request for records has exactly one data-code or data-query',
    'keep or add one such input',
  ],
  'tdr-2': ['statusReason', 'a task that failed or was rejected says why', 'add statusReason'],
  'tdr-3': ['output', 'a completed task has no output', 'add output'],
  'backport-notification-bundle-r4-1': [
    'Parameters',
    'the first entry has to be the Parameters of the notification',
    'move the Parameters to the top',
  ],
  'crd-apt1': ['requestedPeriod.start', 'no start is given', 'add start, or requestedPeriod.start'],
  'crd-apt2': ['requestedPeriod.end', 'no end is given', 'add end, or requestedPeriod.end'],
  'crd-loc1': ['partOf', 'the place has no type', 'add type, or partOf'],
  'crd-ci-q1': [
    'doc-needed',
    'a questionnaire is given, but not which documents are needed',
    "add an extension with the url 'doc-needed'",
  ],
  'crd-ci-q2': [
    'not-covered',
    'prior authorization is asked for something that is not covered',
    'remove pa-needed, or change covered',
  ],
  'crd-ci-q3': [
    'info-needed',
    'an answer is conditional, but not on what',
    "add an extension with the url 'info-needed'",
  ],
  'crd-ci-q4': [
    'withpa',
    'documents are asked for with a prior authorization that is not needed',
    "remove doc-purpose 'withpa', or change pa-needed",
  ],
  'crd-ci-q5': [
    'satisfied-pa-id',
    'a satisfied prior authorization and its number go together only',
    "add satisfied-pa-id to pa-needed 'satisfied', or remove it",
  ],
  'crd-ci-q6': ['OTH', 'other information is needed, but not why', PART_REASON],
  'crd-ci-q7': [
    'coverageAssertionReasons',
    'the reason has neither a text nor a code of its value set',
    'add a text to the reason, or use a code of the value set',
  ],
  'crd-ci-q8': ['doc-purpose', 'documents are asked for without a reason', PART_REASON],
  'crd-ci-q9': ['indeterminate', 'an answer is left open without a reason', PART_REASON],
  'sdc-base-1': ['display', 'the coding is empty', 'add code or display'],
  'sdc-base-2': ['system', 'a code stands without its code system', 'add system'],
  'sdc-base-4': [
    'reference',
    'the reference names nothing',
    'add reference, identifier or display',
  ],
  'sdcqr-1': ['subject', 'the answers are about nobody', 'add subject'],
  'sdcqr-2': ['linkId', 'a linkId is answered twice in one group', 'keep one item a linkId'],
  'sdcqr-3': ['source', 'the source is given twice', 'keep source or its extension, not both'],
};
