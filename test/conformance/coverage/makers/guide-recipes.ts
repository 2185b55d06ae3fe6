import type { Json } from '../../../../src/fhir/json/json.ts';
import { and, both, less, listed, type Recipe } from './recipes.ts';

const PAS = 'http://hl7.org/fhir/us/davinci-pas';
const CERTIFICATION = `${PAS}/StructureDefinition/extension-certificationType`;
const LEVEL = `${PAS}/StructureDefinition/extension-levelOfServiceCode`;
const X12 = 'https://codesystem.x12.org/005010';
const TEMP = `${PAS}/CodeSystem/PASTempCodes`;

const level = {
  url: LEVEL,
  valueCodeableConcept: { coding: [{ system: `${X12}/1338`, code: 'U' }] },
};

/** The published expression asks for a value.code that only a Coding has. */
const initial = { url: CERTIFICATION, valueCoding: { system: `${X12}/1322`, code: '1' } };

function coded(code: string): Json {
  return { coding: [{ system: TEMP, code }] };
}

function identified(value: string): (identifier: Json) => Json {
  return and({ value });
}

/** Constraints of the guides: US Core 7.0.0 and PAS 2.2.1. */
export const guideRecipes: Readonly<Record<string, readonly Recipe[]>> = {
  'us-core-6': [{ bad: less('family', 'given') }, { bad: less('url', 'data', 'size', 'hash') }],
  'us-core-13': [{ bad: less('practitioner', 'organization', 'healthcareService', 'location') }],
  'us-core-15': [
    {
      good: both(and({ subscriberId: '1' }), (value) => value),
      bad: both(
        less('subscriberId'),
        listed('identifier', (items) => items.map(less('type'))),
      ),
    },
  ],
  'us-core-16': [{ bad: identified('123456789') }],
  'us-core-17': [{ bad: identified('1234567890') }],
  'us-core-18': [{ bad: identified('1234567890') }],
  'us-core-19': [{ bad: identified('123456') }],
  'us-core-21': [
    { good: and({ intent: 'order', requester: { display: 'somebody' } }), bad: less('requester') },
  ],
  'pd-1': [{ bad: less('telecom', 'endpoint') }],
  FullDateRule: [{ bad: () => '2024-03' }],
  ImmediateLevelOfCare: [
    {
      good: and({ extension: [initial, level] }),
      bad: and({ extension: [initial] }),
    },
  ],
  IdentifierUnlessVO: [{ bad: less('identifier', 'medium') }],
  'self-beneficiary': [
    {
      bad: both(
        less('subscriber'),
        and({ relationship: { coding: [{ code: '19', system: X12 }] } }),
      ),
    },
  ],
  AttachmentNeeded: [
    {
      bad: both(
        and({ code: coded('attachment-request-code') }),
        listed('input', (items) => items.map(and({ type: coded('payer-url') }))),
      ),
    },
  ],
  QuestionnaireContext: [
    {
      bad: both(
        and({ code: coded('attachment-request-questionnaire') }),
        listed('input', (items) => items.map(and({ type: coded('payer-url') }))),
      ),
    },
  ],
};
