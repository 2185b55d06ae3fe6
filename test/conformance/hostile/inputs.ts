import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { readExample } from '../fixtures/examples.ts';
import { seededExample } from '../seeds.ts';

/** A document made to cost much, and how it has to end. */
export interface HostileInput {
  readonly name: string;
  /** `refused`: nothing is read; `stopped`: the step budget ends it; `judged`: to its end. */
  readonly end: 'refused' | 'stopped' | 'judged';
  readonly bytes: () => Uint8Array;
}

const MEGABYTE = 1024 * 1024;

/** Every hostile document; each is made only when it is needed. */
export const hostileInputs: readonly HostileInput[] = [
  { name: '50,000 entries', end: 'refused', bytes: () => text(patients(50_000)) },
  { name: '1,000,000 nested arrays', end: 'refused', bytes: () => nested('[', ']', 1_000_000) },
  {
    name: '1,000,000 nested objects',
    end: 'refused',
    bytes: () => nested('{"a":', '}', 1_000_000),
  },
  { name: '1,000,000 open brackets', end: 'refused', bytes: () => nested('[', '', 1_000_000) },
  { name: '100,000 members of one object', end: 'refused', bytes: () => text(members(100_000)) },
  input('20 x 5,000 unknown members', () => ({
    resourceType: 'Patient',
    contact: many(20, () => Object.fromEntries(many(5000, (at) => [`member${at}`, 1]))),
  })),
  input('300 kB of empty extensions', () => patient({ extension: many(100_000, () => ({})) })),
  input('300 kB of empty extensions in the request', () =>
    request({ extension: many(100_000, () => ({})) }),
  ),
  input('extensions in extensions, 29 deep', () =>
    patient({ extension: many(200, () => tower('http://example.org/part')) }),
  ),
  input('parts in extensions, 29 deep', () =>
    patient({ extension: many(200, () => tower('part')) }),
  ),
  input('25 MB of one string', () => patient({ name: [{ family: long('a') }] })),
  input('25 MB of one URL', () => patient({ extension: [{ url: `http://${long('a')}` }] })),
  input('25 MB of one reference', () => request({ patient: { reference: long('a') } })),
  input('25 MB of one reference of spaces', () => request({ patient: { reference: long(' ') } })),
  input('25 MB of one id', () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: 'http://example.org/x', resource: patient({ id: long('a') }) }],
  })),
  input('25 MB of narrative tags', () => patient({ text: narrative('<p>', 24 * MEGABYTE) })),
  input('25 MB of narrative openings', () => patient({ text: narrative('<', 24 * MEGABYTE) })),
  input('25 MB of narrative references', () => patient({ text: narrative('&', 24 * MEGABYTE) })),
  input('100,000 extension URLs', () =>
    patient({ extension: many(100_000, (at) => ({ url: url(at), valueString: 'x' })) }),
  ),
  input('100,000 modifier URLs', () =>
    patient({ modifierExtension: many(100_000, (at) => ({ url: url(at), valueString: 'x' })) }),
  ),
  input('100,000 code systems', () =>
    patient({ maritalStatus: { coding: many(100_000, (at) => ({ system: url(at), code: 'x' })) } }),
  ),
  input('100,000 profiles', () => patient({ meta: { profile: many(100_000, url) } })),
  input('100,000 reference targets', () =>
    patient({ generalPractitioner: many(100_000, (at) => ({ reference: `Practitioner/${at}` })) }),
  ),
  input('20,000 contained of unknown type', () =>
    patient({ contained: many(20_000, (at) => ({ resourceType: `Unknown${at}` })) }),
  ),
  input('499 entries of unknown type', () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: many(499, (at) => ({ fullUrl: url(at), resource: { resourceType: `Unknown${at}` } })),
  })),
  input('50,000 references to contained resources', () => containedLinks(50_000), 'stopped'),
  input('3,000 references to a resource of 3,000 profiles', () => profiledTarget(3000)),
  input('Bundles in Bundles, 18 deep', () => bundleTower(18)),
  input('10,000 items', () => repeated('item', 10_000)),
  input('40,000 diagnoses', () => repeated('diagnosis', 40_000)),
  input('100,000 given names', () => patient({ name: [{ given: many(100_000, () => 'x') }] })),
];

function input(
  name: string,
  make: () => JsonObject,
  end: HostileInput['end'] = 'judged',
): HostileInput {
  return { name, end, bytes: () => text(make()) };
}

function text(resource: JsonObject): Uint8Array {
  return Buffer.from(JSON.stringify(resource));
}

function many<Item>(count: number, item: (at: number) => Item): Item[] {
  return Array.from({ length: count }, (_, at) => item(at));
}

function url(at: number): string {
  return `http://example.org/${at}`;
}

/** A text that leaves room for the rest of a document of 25 MB. */
function long(character: string): string {
  return character.repeat(24.9 * MEGABYTE);
}

function nested(open: string, close: string, levels: number): Uint8Array {
  return Buffer.from(`${open.repeat(levels)}${close === '' ? '' : '1'}${close.repeat(levels)}`);
}

function patient(members: JsonObject): JsonObject {
  return { resourceType: 'Patient', ...members };
}

function patients(count: number): JsonObject {
  const entry = many(count, (at) => ({ fullUrl: url(at), resource: patient({ id: `p${at}` }) }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

function members(count: number): JsonObject {
  return patient(Object.fromEntries(many(count, (at) => [`member${at}`, 1])));
}

function narrative(piece: string, characters: number): JsonObject {
  const inside = piece.repeat(Math.floor(characters / piece.length));
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`;
  return { status: 'generated', div };
}

function tower(name: string): JsonObject {
  let extension: JsonObject = { url: name, valueString: 'x' };
  for (let level = 1; level < 29; level += 1) extension = { url: name, extension: [extension] };
  return extension;
}

/** The official request with other members in its Claim. */
function request(claim: JsonObject): JsonObject {
  return onClaim((known) => ({ ...known, ...claim }));
}

/** The official request with the first of a Claim's list many times. */
function repeated(list: string, count: number): JsonObject {
  return onClaim((claim) => {
    const items = claim[list];
    const first = Array.isArray(items) ? items[0] : {};
    return { ...claim, [list]: many(count, (at) => ({ ...first, sequence: at + 1 })) };
  });
}

function onClaim(change: (claim: JsonObject) => JsonObject): JsonObject {
  const bundle: JsonObject = readExample(seededExample);
  const entries: readonly unknown[] = Array.isArray(bundle.entry) ? bundle.entry : [];
  const entry = entries.map((one, at) => (at === 0 ? withResource(one, change) : one));
  return JSON.parse(JSON.stringify({ ...bundle, entry }));
}

function withResource(entry: unknown, change: (claim: JsonObject) => JsonObject): unknown {
  if (typeof entry !== 'object' || entry === null || !('resource' in entry)) return entry;
  const resource: JsonObject = JSON.parse(JSON.stringify(entry.resource));
  return { ...entry, resource: change(resource) };
}

function containedLinks(count: number): JsonObject {
  return patient({
    contained: many(count, (at) => ({ resourceType: 'Organization', id: `o${at}` })),
    generalPractitioner: many(count, () => ({ reference: `#o${count - 1}` })),
  });
}

const CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

/** Each reference asks which of several profiles its target claims. */
function profiledTarget(count: number): JsonObject {
  const target = {
    resourceType: 'Observation',
    id: 'o',
    meta: { profile: many(count, url) },
    status: 'final',
    code: { text: 'x' },
  };
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'd',
    meta: { profile: [`${CORE}/us-core-diagnosticreport-lab`] },
    status: 'final',
    code: { text: 'x' },
    result: many(count, () => ({ reference: 'Observation/o' })),
  };
  const entry = [target, report].map((resource) => ({
    fullUrl: `http://example.org/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

function bundleTower(levels: number): JsonObject {
  let bundle: JsonObject = { resourceType: 'Bundle', type: 'collection' };
  for (let level = 0; level < levels; level += 1) {
    const entry = [{ fullUrl: url(level), resource: bundle }];
    bundle = { resourceType: 'Bundle', type: 'collection', entry };
  }
  return bundle;
}
