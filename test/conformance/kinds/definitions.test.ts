import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { formats, patient, rows, US_CORE } from './rows.ts';

const asks = (answer: JsonObject): JsonObject => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  name: 'Q',
  item: [
    { linkId: '1', type: 'string' },
    {
      linkId: '2',
      type: 'string',
      enableWhen: [{ question: '1', operator: 'exists', ...answer }],
    },
  ],
});
const risk = (prediction: JsonObject): JsonObject => ({
  resourceType: 'RiskAssessment',
  status: 'final',
  subject: { reference: 'Patient/1' },
  prediction: [prediction],
});
const range = (code?: string): JsonObject => ({
  probabilityRange: {
    low: { value: 1, system: 'http://unitsofmeasure.org', ...(code === undefined ? {} : { code }) },
  },
});

rows('rules on types and on what is not there', [
  ['exists, a boolean', asks({ answerBoolean: false })],
  [
    'exists, a text',
    asks({ answerString: 'true' }),
    ['Questionnaire.item[1].enableWhen[0] Questionnaire.item.enableWhen/que-7'],
  ],
  ['no probability', risk({ qualitativeRisk: { text: 'low' } })],
  ['a probability', risk({ probabilityDecimal: 100 })],
  [
    'above 100',
    risk({ probabilityDecimal: 100.5 }),
    ['RiskAssessment.prediction[0] RiskAssessment.prediction/ras-2'],
  ],
  ['a range', risk(range('%'))],
  [
    'a range that is no percentage',
    risk(range()),
    [
      'RiskAssessment.prediction[0].probability.ofType(Range) ' +
        'RiskAssessment.prediction.probability[x]/ras-1',
    ],
  ],
  [
    'a document of nothing',
    {
      resourceType: 'Bundle',
      type: 'document',
      timestamp: '2026-01-31T08:30:00Z',
      identifier: { system: 'http://e.org', value: '1' },
    },
    ['Bundle Bundle/bdl-11'],
  ],
  [
    'two answers to one question',
    {
      ...asks({ answerBoolean: true }),
      item: [
        {
          linkId: '1',
          type: 'string',
          initial: ['a', 'b'].map((valueString) => ({ valueString })),
        },
      ],
    },
    ['Questionnaire.item[0] Questionnaire.item/que-13'],
  ],
  [
    'dates that are not both whole',
    patient({ name: [{ period: { start: '2012', end: '2012-06' } }] }),
    ['Patient.name[0].period Period/per-1'],
  ],
]);

const S = 'http://hl7.org/fhir/StructureDefinition/';
const EXPECTED = {
  extension: [{ url: `${S}capabilitystatement-expectation`, valueCode: 'SHALL' }],
};
const parameter = (members: JsonObject): JsonObject => ({
  resourceType: 'SearchParameter',
  url: 'http://e.org/SearchParameter/a',
  name: 'A',
  status: 'active',
  description: 'x',
  code: 'a',
  base: ['Patient'],
  type: 'token',
  expression: 'Patient.id',
  ...members,
});

rows('extensions stand where R4 and its guides have them', [
  ['an expectation of a format', { ...formats(['json']), _format: [EXPECTED] }],
  [
    'an expectation of a resource',
    {
      ...formats(['json']),
      rest: [{ mode: 'server', resource: [{ type: 'Claim', ...EXPECTED }] }],
    },
  ],
  ['an expectation in a search parameter', parameter({ multipleOr: true, _multipleOr: EXPECTED })],
  ['an expectation of a patient', patient(EXPECTED), ['Patient.extension[0] Extension/context']],
  [
    'since when a value set is normative',
    {
      resourceType: 'ValueSet',
      status: 'active',
      name: 'A',
      extension: [{ url: `${S}structuredefinition-normative-version`, valueCode: '4.0.0' }],
    },
  ],
]);

const claiming = (resourceType: string, profile: string): JsonObject => ({
  resourceType,
  meta: { profile: [profile] },
  active: true,
});

rows('a version that is not loaded judges nothing', [
  ['a later one', claiming('Patient', `${US_CORE}us-core-patient|9.0.0`)],
  ['a part of one', claiming('Patient', `${US_CORE}us-core-patient|7.0`)],
  ['of a type', claiming('Patient', `${S}Patient|5.0.0`)],
  ['for another type', claiming('Patient', `${US_CORE}us-core-coverage|99.0.0`)],
  [
    'the one that is',
    claiming('Organization', `${US_CORE}us-core-organization|7.0.0`),
    ['Organization Organization.name/min', 'Organization Organization/org-1'],
  ],
]);
