import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { CORE, check, element, profile } from '../synthetic.ts';

const ORG = { resourceType: 'Organization', id: 'a', name: 'A' };
const patient = (contained: readonly Json[], members: Readonly<Record<string, Json>>) => ({
  resourceType: 'Patient',
  contained,
  ...members,
});
const used = { managingOrganization: { reference: '#a' } };

check('used', [], patient([ORG], used), []);
check(
  'used from another contained one',
  [],
  patient(
    [
      { ...ORG, partOf: { reference: '#b' } },
      { ...ORG, id: 'b' },
    ],
    used,
  ),
  [],
);
check('unused', [], patient([ORG], {}), ['error Patient Patient/dom-3']);
check(
  'referring to what contains it',
  [],
  patient(
    [
      {
        resourceType: 'Provenance',
        id: 'a',
        target: [{ reference: '#' }],
        recorded: '2020-01-01T00:00:00Z',
        agent: [{ who: { display: 'x' } }],
      },
    ],
    {},
  ),
  [],
);
check('without an id', [], patient([{ resourceType: 'Organization', name: 'A' }], {}), [
  'error Patient.contained[0] DomainResource.contained/id',
]);
check('two with one id', [], patient([ORG, { ...ORG, name: 'B' }], used), [
  'error Patient.contained[1] DomainResource.contained/id',
]);
check('not there', [], patient([ORG], { ...used, generalPractitioner: [{ reference: '#b' }] }), [
  'error Patient.generalPractitioner[0] Reference.reference/form',
]);
check(
  'contained in a contained one',
  [],
  patient([{ ...ORG, contained: [{ ...ORG, id: 'b' }] }], used),
  ['error Patient Patient/dom-2', 'error Patient.contained[0] Organization/dom-3'],
);
check('with a meta that R4 forbids', [], patient([{ ...ORG, meta: { versionId: '1' } }], used), [
  'error Patient Patient/dom-4',
]);
check('with an element it does not have', [], patient([{ ...ORG, nam: 'x' }], used), [
  'error Patient.contained[0] Organization/members',
]);
check(
  'of the wrong type for the reference',
  [],
  patient([{ resourceType: 'Location', id: 'a' }], used),
  ['error Patient.managingOrganization Patient.managingOrganization/target'],
);
check('no resource', [], patient([{ id: 'a' }, 'x'], {}), [
  'error Patient.contained[0] Resource/type',
  'error Patient.contained[1] Resource/type',
  'error Patient Patient/dom-3',
]);

describe('a profile of the target', () => {
  const identified = profile('identified', 'Organization', [
    element('Organization.identifier', { min: 1 }),
  ]);
  const facts = [
    profile('managed', 'Patient', [
      element('Patient.managingOrganization', {
        types: [{ code: 'Reference', targetProfiles: [identified.url] }],
      }),
      element('Patient.generalPractitioner', {
        types: [{ code: 'Reference', targetProfiles: [`${CORE}Organization`] }],
      }),
    ]),
    identified,
  ];
  check('holds for a contained one', facts, patient([ORG], used), [
    'error Patient.contained[0] Organization.identifier/min',
  ]);
  check(
    'and is not asked of others',
    facts,
    patient([ORG], { generalPractitioner: [{ reference: '#a' }] }),
    [],
  );
});
