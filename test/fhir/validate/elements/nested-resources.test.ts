import { describe } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { check, element, profile } from '../synthetic.ts';

type Entry = readonly [string, Json];
const bundle = (...entries: readonly Entry[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: entries.map(([fullUrl, resource]) => ({ fullUrl, resource })),
});
const ORG = { resourceType: 'Organization', id: 'o', name: 'O' };
const P = 'http://x/Patient/p';
const O = 'http://x/Organization/o';
const patient = {
  resourceType: 'Patient',
  id: 'p',
  managingOrganization: { reference: 'Organization/o' },
};
const LOC = { resourceType: 'Location', id: 'o' };
const URN = 'urn:uuid:0f3d1a5c-8a3e-4a0e-9d0c-0a1b2c3d4e5f';
const inner = (...entries: readonly Entry[]) => ({ ...bundle(...entries), id: 'b' });
const B = 'http://x/Bundle/b';

const INNER = 'Bundle.entry[0].resource.entry[0].resource';

describe('a Bundle in a Bundle', () => {
  const pointing = { ...patient, managingOrganization: { reference: URN } };
  check(
    'its references lead to its own entries first',
    [],
    bundle([B, inner([P, pointing], [URN, LOC])], [URN, ORG]),
    [`error ${INNER}.managingOrganization Patient.managingOrganization/target`],
  );
  check('then to those of the outer one', [], bundle([B, inner([P, pointing])], [URN, LOC]), [
    `error ${INNER}.managingOrganization Patient.managingOrganization/target`,
  ]);
  check(
    'the outer one does not see its entries',
    [],
    bundle([B, inner([URN, LOC])], [P, pointing]),
    [],
  );
  check('its fullUrls are judged as well', [], bundle([B, inner([O, { ...ORG, id: 'z' }])]), [
    'error Bundle.entry[0].resource.entry[0] Bundle.entry.fullUrl/form',
  ]);
  check('its own rules', [], bundle([B, { ...inner(), type: 'searchset', total: 'x' }]), [
    'error Bundle.entry[0].resource.entry Bundle.entry/ele-1',
    'error Bundle.entry[0].resource.total Bundle.total/type',
  ]);
  check(
    'deep inside, the place is told',
    [],
    bundle([B, inner([B, inner([O, { ...ORG, nam: 'x' }])])]),
    ['error Bundle.entry[0].resource.entry[0].resource.entry[0].resource Organization/members'],
  );
});

describe('fullUrls', () => {
  const of = (fullUrl: string, resource: Json = ORG) => bundle([fullUrl, resource]);
  const rejected = ['error Bundle.entry[0] Bundle.entry.fullUrl/form'];
  check('of the type and id', [], of(O), []);
  check('with a version', [], of(`${O}/_history/1`), ['error Bundle.entry[0] Bundle.entry/bdl-8']);
  check('of another id', [], of('http://x/Organization/z'), rejected);
  check('of another type', [], of('http://x/Location/o'), rejected);
  check(
    'of a resource without an id',
    [],
    of(O, { resourceType: 'Organization', name: 'O' }),
    rejected,
  );
  check('relative', [], of('Organization/o'), rejected);
  check('a urn', [], of(URN, { resourceType: 'Organization', name: 'O' }), []);
  check(
    'none',
    [],
    { resourceType: 'Bundle', type: 'collection', entry: [{ resource: ORG }] },
    rejected,
  );
  check(
    'none, where none is needed',
    [],
    {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: ORG, request: { method: 'POST', url: 'Organization' } }],
    },
    [],
  );
});

describe('Parameters', () => {
  const parameters = (...resources: readonly Json[]) => ({
    resourceType: 'Parameters',
    parameter: resources.map((resource) => ({ name: 'a', resource })),
  });
  check('with resources', [], parameters(ORG, patient), []);
  check('each is judged', [], parameters(ORG, { ...ORG, nam: 'x' }), [
    'error Parameters.parameter[1].resource Organization/members',
  ]);
  check(
    'in parts',
    [],
    {
      resourceType: 'Parameters',
      parameter: [{ name: 'a', part: [{ name: 'b', resource: { ...ORG, nam: 'x' } }] }],
    },
    ['error Parameters.parameter[0].part[0].resource Organization/members'],
  );
  check('with a Bundle', [], parameters(bundle([O, { ...ORG, nam: 'x' }])), [
    'error Parameters.parameter[0].resource.entry[0].resource Organization/members',
  ]);
  const named = profile('named-parameters', 'Parameters', [
    element('Parameters.parameter', {
      slicing: { discriminators: [{ type: 'value', path: 'name' }], rules: 'open' },
    }),
    element('Parameters.parameter:return', { min: 1, max: '1' }),
    element('Parameters.parameter:return.name', { fixed: { type: 'string', value: 'return' } }),
    element('Parameters.parameter:return.resource', { min: 1, types: [{ code: 'Bundle' }] }),
  ]);
  const returned = (resource: Json) => ({
    resourceType: 'Parameters',
    parameter: [{ name: 'return', resource }],
  });
  check('of the type that a profile asks for', [named], returned(bundle([O, ORG])), []);
  check('of another type', [named], returned(ORG), [
    'error Parameters.parameter[0].resource Parameters.parameter:return.resource/type',
  ]);
});

describe('what stands where a resource should', () => {
  check(
    'an unknown type',
    [],
    bundle(['http://x/Nothing/o', { resourceType: 'Nothing', id: 'o' }]),
    ['error Bundle.entry[0].resource Resource/type'],
  );
  check(
    'an abstract type',
    [],
    bundle(['http://x/Resource/o', { resourceType: 'Resource', id: 'o' }]),
    ['error Bundle.entry[0].resource Resource/type'],
  );
  check('no type', [], bundle([URN, { id: 'o' }]), [
    'error Bundle.entry[0].resource Resource/type',
  ]);
  check('text', [], bundle([URN, 'Organization']), [
    'error Bundle.entry[0].resource Resource/type',
  ]);
  check('an array', [], bundle([URN, [ORG]]), [
    'error Bundle.entry[0].resource Bundle.entry.resource/form',
  ]);
  check('a data type at the root', [], { resourceType: 'HumanName' }, [
    'error $this Resource/type',
  ]);
});
