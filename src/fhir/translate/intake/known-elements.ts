/**
 * What is known of an element: `all` of it is read, or changes nothing that is decided; `worded`:
 * a concept that is read by its words, so that a code alone says what nobody reads; `untrue`: a
 * mark that changes nothing as long as it says no; or its members, each with what is known of it.
 * A member that is not named is not known.
 */
export type Known = 'all' | 'worded' | 'untrue' | Parts;

/** Members of an element by their names. */
export type Parts = { readonly [member: string]: Known };

const CONCEPT: Known = {
  coding: { system: 'all', version: 'all', code: 'all', display: 'all', userSelected: 'all' },
  text: 'all',
};
const REFERENCE: Known = { reference: 'all', type: 'all', identifier: 'all', display: 'all' };
const PERIOD: Known = { start: 'all', end: 'all' };
const MONEY: Known = { value: 'all', currency: 'all' };
const QUANTITY: Known = {
  ...{ value: 'all', comparator: 'all', unit: 'all', system: 'all', code: 'all' },
};

/** What can be said of members by their kind. */
const KINDS = {
  ...{ all: 'all', worded: 'worded', untrue: 'untrue', concept: CONCEPT, reference: REFERENCE },
  ...{ period: PERIOD, money: MONEY, quantity: QUANTITY },
} satisfies Readonly<Record<string, Known>>;
type Kind = keyof typeof KINDS;
const kinds: readonly Kind[] = [
  'all',
  'worded',
  'untrue',
  'concept',
  'reference',
  'period',
  'money',
  'quantity',
];

/** The members of an element by kind, names divided by spaces, and those that have parts. */
function element(named: Readonly<Partial<Record<Kind, string>>>, parts: Parts = {}): Parts {
  const pairs = kinds.flatMap((kind) =>
    (named[kind]?.split(' ') ?? []).map((name): [string, Known] => [name, KINDS[kind]]),
  );
  return { ...Object.fromEntries(pairs), ...parts };
}

/** Members that every resource may have; modifiers and narratives have rules of their own. */
const RESOURCE = element({
  all: 'resourceType meta implicitRules language text contained identifier',
});

const CLAIM: Known = {
  ...RESOURCE,
  ...element({
    all: 'status use created related accident total enterer fundsReserve',
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

const COVERAGE: Known = {
  ...RESOURCE,
  ...element({
    all: 'status subscriberId dependent class order network costToBeneficiary subrogation',
    concept: 'type relationship',
    reference: 'policyHolder subscriber beneficiary payor contract',
    period: 'period',
  }),
};

const TIMING: Known = {
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
  ...RESOURCE,
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

const SERVICE_REQUEST: Known = {
  ...ORDER,
  ...element({
    all: 'patientInstruction quantityRatio quantityRange',
    ...{ untrue: 'asNeededBoolean', concept: 'code' },
    worded: 'orderDetail bodySite',
    reference: 'specimen',
    quantity: 'quantityQuantity',
  }),
};

const MEDICATION_REQUEST: Known = {
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

const NUTRITION_ORDER: Known = {
  ...RESOURCE,
  ...element({
    all: 'status intent dateTime note oralDiet supplement enteralFormula instantiatesCanonical',
    worded: 'foodPreferenceModifier excludeFoodModifier',
    reference: 'patient encounter orderer allergyIntolerance',
  }),
};

const CONDITION: Known = {
  ...RESOURCE,
  ...element({
    all:
      'onsetDateTime onsetAge onsetPeriod onsetRange onsetString abatementDateTime ' +
      'abatementAge abatementPeriod abatementRange abatementString recordedDate note',
    concept: 'clinicalStatus verificationStatus category severity code',
    ...{ worded: 'bodySite', reference: 'subject encounter recorder asserter' },
  }),
  stage: element({ worded: 'summary type' }),
};

const DOCUMENT: Known = {
  ...RESOURCE,
  ...element({
    all:
      'masterIdentifier status docStatus date description content context ' +
      'author authenticator custodian',
    concept: 'type category securityLabel',
    reference: 'subject',
  }),
};

const PRACTITIONER: Known = {
  ...RESOURCE,
  ...element({
    all: 'active name telecom address gender birthDate photo qualification communication',
  }),
};

/** A role that ends, or is suspended at times, has a rule of its own or is for a person. */
const ROLE: Known = {
  ...RESOURCE,
  ...element({
    all: 'active period telecom availableTime endpoint code specialty',
    reference: 'practitioner organization location healthcareService',
  }),
};

const ORGANIZATION: Known = {
  ...RESOURCE,
  ...element({ all: 'active type name alias telecom address contact endpoint' }),
};

/**
 * What is known of the resources that decide a request, by type; of a type that is not here other
 * rules say what is read. What is not known is for a person. Source: what `intake` reads;
 * R4 Claim, Coverage, Condition, DocumentReference, Medication and the four kinds of orders.
 */
export const KNOWN: ReadonlyMap<string, Known> = new Map([
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
      ...RESOURCE,
      ...element({ all: 'status', concept: 'code form', reference: 'manufacturer' }),
    },
  ],
  ['Condition', CONDITION],
  ['DocumentReference', DOCUMENT],
  ['Practitioner', PRACTITIONER],
  ['PractitionerRole', ROLE],
  ['Organization', ORGANIZATION],
]);
