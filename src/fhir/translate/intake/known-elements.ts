import { ANY_RESOURCE, element, type Parts } from '../read/unknown-places.ts';

const CLAIM: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all: 'status use created related accident total',
    apart: 'enterer fundsReserve',
    concept: 'type priority',
    reference: 'patient provider insurer prescription originalPrescription referral',
    period: 'billablePeriod',
  }),
  careTeam: element({
    all: 'sequence responsible',
    concept: 'role qualification',
    reference: 'provider',
  }),
  diagnosis: element({
    all: 'sequence',
    concept: 'type diagnosisCodeableConcept',
    reference: 'diagnosisReference',
  }),
  insurance: element({ all: 'sequence focal identifier', reference: 'coverage' }),
  supportingInfo: element({
    all: 'sequence timingDate valueString valueAttachment',
    concept: 'category',
    reference: 'valueReference',
    period: 'timingPeriod',
  }),
  item: element({
    all:
      'sequence careTeamSequence diagnosisSequence procedureSequence informationSequence ' +
      'servicedDate detail',
    concept: 'category productOrService modifier locationCodeableConcept',
    reference: 'encounter',
    period: 'servicedPeriod',
    money: 'unitPrice net',
    quantity: 'quantity',
  }),
};

const COVERAGE: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all: 'status subscriberId dependent class order network subrogation',
    apart: 'costToBeneficiary',
    concept: 'type relationship',
    reference: 'policyHolder subscriber beneficiary payor contract',
    period: 'period',
  }),
};

const TIMING: Parts = {
  event: 'all',
  repeat: element(
    {
      all: 'count countMax frequency frequencyMax period periodMax periodUnit',
      quantity: 'boundsDuration',
      period: 'boundsPeriod',
    },
    { boundsRange: element({ quantity: 'low high' }) },
  ),
};

/** What orders of all kinds have; where references may lead says `order-references`. */
const ORDER: Parts = {
  ...ANY_RESOURCE,
  ...element(
    {
      all:
        'status intent priority doNotPerform authoredOn note groupIdentifier requisition ' +
        'instantiatesCanonical instantiatesUri occurrenceDateTime',
      concept: 'category performerType reasonCode',
      reference:
        'subject encounter requester recorder supportingInfo supportingInformation ' +
        'relevantHistory eventHistory performer insurance reasonReference',
      period: 'occurrencePeriod',
    },
    { occurrenceTiming: TIMING },
  ),
};

const SERVICE_REQUEST: Parts = {
  ...ORDER,
  ...element({
    all: 'patientInstruction quantityRatio quantityRange',
    ...{ untrue: 'asNeededBoolean', concept: 'code' },
    worded: 'orderDetail bodySite',
    reference: 'specimen',
    quantity: 'quantityQuantity',
  }),
};

const MEDICATION_REQUEST: Parts = {
  ...ORDER,
  ...element({
    all: 'reportedBoolean',
    concept: 'medicationCodeableConcept',
    reference: 'medicationReference reportedReference',
  }),
  dosageInstruction: element(
    {
      all: 'sequence text patientInstruction',
      ...{ untrue: 'asNeededBoolean', concept: 'route' },
      worded: 'additionalInstruction site method',
    },
    { timing: TIMING, doseAndRate: element({ concept: 'type', quantity: 'doseQuantity' }) },
  ),
  dispenseRequest: element({ period: 'validityPeriod', quantity: 'quantity' }),
  substitution: element({ all: 'allowedBoolean', worded: 'allowedCodeableConcept reason' }),
};

const NUTRITION_ORDER: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all: 'status intent dateTime note oralDiet supplement enteralFormula instantiatesCanonical',
    worded: 'foodPreferenceModifier excludeFoodModifier',
    reference: 'patient encounter orderer allergyIntolerance',
  }),
};

const CONDITION: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all:
      'onsetDateTime onsetAge onsetPeriod onsetRange onsetString abatementDateTime ' +
      'abatementAge abatementPeriod abatementRange abatementString recordedDate note',
    concept: 'clinicalStatus verificationStatus category severity code',
    ...{ worded: 'bodySite', reference: 'subject encounter recorder asserter' },
  }),
  stage: element({ worded: 'summary type' }),
};

const DOCUMENT: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all: 'status docStatus date description context',
    apart: 'masterIdentifier content author authenticator custodian',
    concept: 'type category securityLabel',
    reference: 'subject',
  }),
};

const PRACTITIONER: Parts = {
  ...ANY_RESOURCE,
  ...element({
    all: 'active',
    apart: 'name telecom address gender birthDate photo qualification communication',
  }),
};

/** A role that ends, or is suspended at times, has a rule of its own or is for a person. */
const ROLE: Parts = {
  ...ANY_RESOURCE,
  ...element({
    ...{ all: 'active period', apart: 'telecom availableTime endpoint code specialty' },
    reference: 'practitioner organization location healthcareService',
  }),
};

const ORGANIZATION: Parts = {
  ...ANY_RESOURCE,
  ...element({ all: 'active', apart: 'type name alias telecom address contact endpoint' }),
};

/**
 * What is known of the resources that decide a request, by type; of a type that is not here other
 * rules say what is read. What is not known is for a person. Source: what `intake` reads;
 * R4 Claim, Coverage, Condition, DocumentReference, Medication and the four kinds of orders.
 */
export const KNOWN: ReadonlyMap<string, Parts> = new Map<string, Parts>([
  ['Claim', CLAIM],
  ['Coverage', COVERAGE],
  ['ServiceRequest', SERVICE_REQUEST],
  [
    'DeviceRequest',
    { ...ORDER, ...element({ concept: 'codeCodeableConcept', reference: 'codeReference' }) },
  ],
  ['MedicationRequest', MEDICATION_REQUEST],
  ['NutritionOrder', NUTRITION_ORDER],
  [
    'Medication',
    {
      ...ANY_RESOURCE,
      ...element({ all: 'status', concept: 'code form', reference: 'manufacturer' }),
    },
  ],
  ['Condition', CONDITION],
  ['DocumentReference', DOCUMENT],
  ['Practitioner', PRACTITIONER],
  ['PractitionerRole', ROLE],
  ['Organization', ORGANIZATION],
]);
