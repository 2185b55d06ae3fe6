import { describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject } from '../../../../src/fhir/json/json.ts';
import type { TreeObject } from '../../../conformance/mutants/tree.ts';
import { openTrain } from '../../../conformance/snapshots/train-snapshots.ts';
import { mustSupportElements } from './must-support/elements.ts';
import { setAt } from './must-support/places.ts';
import type { ReadRow, Row, Section } from './must-support/row.ts';
import { mustSupportTable } from './must-support/table.ts';
import { readBundle, requestIn, richRequest, richUpdate } from './rich-request.ts';

// Goal: no must-support element of a request is forgotten (conf-4). The elements are derived from
// the facts of the guide; each has a row; what a row calls read is changed in a request that has
// everything, and the field that the row names changes with it, and nothing else does.

// The orders are referred to by an extension, which has no must-support of its own.
const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-';
const starts = ['pas-request-bundle', 'devicerequest', 'medicationrequest'].concat(
  'nutritionorder',
  'servicerequest',
);
const { snapshots } = openTrain();
const derived = new Map(
  starts.flatMap((start) => [...mustSupportElements(`${pas}${start}`, snapshots)]),
);

function rowsOf(profile: string): readonly (readonly [string, Row])[] {
  const sections = mustSupportTable.filter(({ profiles }) => profiles.includes(profile));
  return sections.flatMap(({ rows }) => Object.entries(rows));
}

function isRead(row: Row): row is ReadRow {
  return 'field' in row;
}

/** A first request has no earlier one in its Bundle. */
function isShownBy({ changes }: ReadRow, claimProfile: string): boolean {
  const isEarlier = Object.keys(changes).some((place) => place.startsWith('entry(Claim/rich-1)'));
  return claimProfile === 'profile-claim-update' || !isEarlier;
}

function changed(bundle: TreeObject, { resource, within }: Section, row: ReadRow): TreeObject {
  const root = resource.startsWith('Bundle/') ? [] : [`entry(${resource}).resource`];
  for (const [place, value] of Object.entries(row.changes)) {
    const path = [...root, ...(within === undefined ? [] : [within]), place].join('.');
    const isNeeded = Object.keys(row.changes).length === 1;
    if (!setAt(bundle, path, value) && isNeeded) expect.unreachable(`nothing at ${path}`);
  }
  return bundle;
}

/** Where two values differ, down to the leaves: `lines[0].quantity.amount`. */
function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (Object.is(one, other)) return [];
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((item, index) => differences(item, other[index], `${path}[${index}]`));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return [path];
  if (isJsonArray(one) || isJsonArray(other)) return [path];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  // An origin is a position in the Bundle: it moves with its neighbours.
  return [...names].flatMap((name) => {
    if (name === 'origin') return [];
    const below = path === '' ? name : `${path}.${name}`;
    return differences(one[name], other[name], below);
  });
}

function isWithin(place: string, field: string): boolean {
  return place === field || (place.startsWith(field) && /^[.[]/u.test(place.slice(field.length)));
}

describe('conf-4: the table has every must-support element of a request', () => {
  test('the profiles are the request Bundle and all of the guide that it leads to', () => {
    const named = new Set(mustSupportTable.flatMap(({ profiles }) => profiles));
    expect([...named].sort()).toEqual([...derived.keys()].sort());
  });

  test.each([...derived])('%s', (profile, elements) => {
    expect(new Set(rowsOf(profile).map(([element]) => element))).toEqual(new Set(elements));
  });

  test('no element of a profile has two rows', () => {
    for (const profile of derived.keys()) {
      const elements = rowsOf(profile).map(([element]) => element);
      expect(elements).toHaveLength(new Set(elements).size);
    }
  });

  test('what is not used has its reason', () => {
    const rows = mustSupportTable.flatMap(({ rows }) => Object.values(rows));
    for (const row of rows) if (!isRead(row)) expect(row.unused).toMatch(/\w{3,}/u);
  });
});

describe.each([
  ['profile-claim-update', richUpdate],
  ['profile-claim', richRequest],
] as const)('conf-4: what is read changes what is understood, %s', (claimProfile, rich) => {
  const before = requestIn(rich());
  const sections = mustSupportTable.filter(
    ({ profiles }) =>
      profiles.every((one) => !one.startsWith('profile-claim')) || profiles.includes(claimProfile),
  );
  const rows = sections.flatMap((section) =>
    Object.entries(section.rows).flatMap(([element, row]) =>
      isRead(row) && isShownBy(row, claimProfile)
        ? [{ name: `${section.profiles.join(', ')} ${element}`, section, row }]
        : [],
    ),
  );

  test.each(rows)('$name', ({ section, row }) => {
    // What makes a state or a kind unusual is told as a concern besides, and words are kept.
    const fields = [...row.field.split(', '), 'concerns', 'written'];
    const after = requestIn(changed(rich(), section, row));
    const places = differences(before, after);
    for (const field of row.field.split(', ')) {
      expect(places.some((place) => isWithin(place, field) || isWithin(field, place))).toBe(true);
    }
    expect(places.filter((place) => !fields.some((field) => isWithin(place, field)))).toEqual([]);
  });
});

describe('conf-5: no must-support element makes a request fail', () => {
  test('all of them at once', () => {
    expect(readBundle(richUpdate()).ok).toBe(true);
    expect(readBundle(richRequest()).ok).toBe(true);
  });
});
