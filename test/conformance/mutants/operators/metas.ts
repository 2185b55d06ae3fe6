import { JsonDecimal } from '../../../../src/fhir/json/json.ts';
import { onResources } from '../operator.ts';
import type { Random } from '../random.ts';
import { isText, isTreeObject, type Tree, type TreeObject } from '../tree.ts';

const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';
const core = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const others: Readonly<Record<string, readonly string[]>> = {
  Claim: [
    `${pas}profile-claim-base`,
    `${pas}profile-claim-inquiry`,
    `${pas}profile-claim-update`,
    `${pas}profile-claim`,
  ],
  ClaimResponse: [
    `${pas}profile-claimresponse`,
    `${pas}profile-claiminquiryresponse`,
    `${pas}profile-claimresponse-base`,
  ],
  Organization: [
    `${pas}profile-insurer`,
    `${pas}profile-requestor`,
    `${core}us-core-organization`,
    `${pas}profile-organization`,
  ],
  Patient: [`${pas}profile-beneficiary`, `${pas}profile-subscriber`, `${core}us-core-patient`],
  Bundle: [
    `${pas}profile-pas-request-bundle`,
    `${pas}profile-pas-inquiry-request-bundle`,
    `${pas}profile-pas-response-bundle`,
  ],
  Practitioner: [`${core}us-core-practitioner`, `${pas}profile-practitioner`],
  Location: [`${core}us-core-location`],
  DocumentReference: [`${core}us-core-documentreference`],
  Encounter: [`${core}us-core-encounter`],
};
const metas: readonly TreeObject[] = [
  { versionId: '1' },
  { versionId: 'a b' },
  { lastUpdated: '2024-01-01T10:00:00Z' },
  { lastUpdated: '2024-01-01' },
  { tag: [{ system: 'http://example.org/tags', code: 'a' }] },
  { source: 'http://example.org' },
  { source: '' },
  { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }] },
  { security: [{ code: 'no-such-code' }] },
  { profile: [''] },
  { profile: [] },
  { tag: [{}] },
];

/** Operators on meta and on the members that every resource has. */
export const metaOperators = [
  onResources('profile-removed', [], (resource) => {
    if (!isTreeObject(resource.meta)) return undefined;
    delete resource.meta.profile;
    if (Object.keys(resource.meta).length === 0) delete resource.meta;
    return 'no meta.profile';
  }),
  onResources('profile-unknown', [], (resource, random) => {
    const url = random.pick([
      'http://example.org/StructureDefinition/none',
      `${pas}none`,
      'none',
      `${ownProfile(resource)}|99.0`,
    ]);
    return claim(resource, random, url);
  }),
  onResources('profile-other', Object.keys(others), (resource, random) => {
    const type = isText(resource.resourceType) ? resource.resourceType : '';
    return claim(resource, random, random.pick(others[type] ?? []));
  }),
  onResources('profile-of-another-type', [], (resource, random) => {
    const type =
      random.pick(Object.keys(others).filter((name) => name !== resource.resourceType)) ?? '';
    return claim(resource, random, random.pick(others[type] ?? []));
  }),
  onResources('profile-version', [], (resource, random) => {
    const profiles = isTreeObject(resource.meta) ? resource.meta.profile : undefined;
    const [first] = Array.isArray(profiles) ? profiles : [];
    if (!Array.isArray(profiles) || !isText(first)) return undefined;
    profiles[0] = `${first}|${random.pick(['2.2.1', '2.2.1', '2.0.1', '7.0.0', '1'])}`;
    return `meta.profile ${profiles[0]}`;
  }),
  onResources('meta-member', [], (resource, random) => {
    const before = isTreeObject(resource.meta) ? resource.meta : {};
    const added = random.pick(metas) ?? {};
    resource.meta = { ...before, ...added };
    return `meta with ${JSON.stringify(added)}`;
  }),
  onResources('id-format', [], (resource, random) => {
    const id =
      random.pick(['a_b', 'a b', 'x'.repeat(64), 'x'.repeat(65), '', '#1', 'ä', '1.2-A']) ?? '';
    resource.id = id;
    return `id of ${id.length} characters: ${id.slice(0, 10)}`;
  }),
  onResources('language', [], (resource, random) => {
    const language =
      random.pick([
        'en',
        'en-US',
        'es',
        'EN',
        'english',
        'xx',
        'tlh',
        '',
        'de-AT',
        'en_US',
        'x y',
      ]) ?? '';
    resource.language = language;
    return `language ${language}`;
  }),
  onResources('implicit-rules', [], (resource, random) => {
    const rules: Tree =
      random.pick<Tree>(['http://example.org/rules', 'rules', '', 'urn:oid:1.2', 'a b']) ?? '';
    resource.implicitRules = rules;
    return `implicitRules ${rules}`;
  }),
  onResources('narrative', [], (resource, random) => {
    const div = (inside: string): string =>
      `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`;
    const text = random.pick<TreeObject>([
      { status: 'generated', div: div('text') },
      { status: 'generated' },
      { status: 'wrong', div: div('text') },
      { div: div('text') },
      { status: 'empty', div: 'plain' },
      { status: 'additional', div: div('') },
    ]);
    if (resource.resourceType === 'Bundle' || resource.resourceType === 'Parameters')
      return undefined;
    resource.text = { ...text };
    return `narrative ${JSON.stringify(text)}`.slice(0, 60);
  }),
  onResources(
    'number-form',
    ['Claim', 'ServiceRequest', 'MedicationRequest', 'ClaimResponse'],
    (resource, random) => {
      const text = random.pick([
        '1.00',
        '1e2',
        '100000000000000000000',
        '0.1234567890123456789',
        '1E-400',
        '-0',
        '1.0e0',
      ]);
      const value = new JsonDecimal(text ?? '1.0');
      if (resource.resourceType === 'Claim') resource.total = { value, currency: 'USD' };
      else if (resource.resourceType === 'ServiceRequest') resource.quantityQuantity = { value };
      else if (resource.resourceType === 'MedicationRequest')
        resource.dispenseRequest = { quantity: { value } };
      else resource.payment = { type: { text: 'full' }, amount: { value, currency: 'USD' } };
      return `decimal ${text}`;
    },
  ),
];

/** The profile that the resource claims first. */
function ownProfile({ meta }: TreeObject): string {
  const profiles = isTreeObject(meta) ? meta.profile : undefined;
  const [first] = Array.isArray(profiles) ? profiles : [];
  return isText(first) ? first : `${core}us-core-patient`;
}

function claim(resource: TreeObject, random: Random, url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const before = isTreeObject(resource.meta) ? resource.meta.profile : undefined;
  const kept = Array.isArray(before) && random.next() < 0.5 ? before : [];
  if (kept.includes(url)) return undefined;
  resource.meta = { profile: [...kept, url] };
  return `meta.profile ${url}${kept.length > 0 ? ' too' : ''}`;
}
