import { describe, expect, it, test } from 'vitest';
import type { ElementContent } from '../../../../src/fhir/validate/snapshot/element-node.ts';
import { referenced } from '../../../../src/fhir/validate/snapshot/locate.ts';
import {
  CORE,
  elementAt,
  GUIDE,
  profileFacts,
  type Said,
  snapshotsOf,
  typeFacts,
} from './hand-made.ts';

const QUANTITY = [{ code: 'Quantity' }];
const STRING = [{ code: 'string' }];
const EITHER = [...QUANTITY, ...STRING];
const byName = {
  discriminators: [{ type: 'value', path: 'name' }],
  rules: 'closed',
} as const;
const byType = (rules: 'open' | 'closed') => ({
  discriminators: [{ type: 'type', path: '$this' }],
  rules,
});

interface Case {
  readonly name: string;
  readonly from?: typeof CORE;
  readonly says: readonly Said[];
  /** By element id: what is expected of it; undefined where there must be none. */
  readonly gives: Readonly<Record<string, Partial<ElementContent> | undefined>>;
}

const CASES: readonly Case[] = [
  {
    name: 'what a differential does not say stays as it is in the base',
    says: [['Thing.size', { min: 1 }]],
    gives: {
      'Thing.size': { min: 1, max: 1, types: QUANTITY },
      'Thing.part': { min: 0, max: Number.POSITIVE_INFINITY, many: true },
    },
  },
  {
    name: 'one allowed repetition leaves an array an array',
    says: [['Thing.part', { max: '1' }]],
    gives: { 'Thing.part': { max: 1, many: true } },
  },
  {
    name: 'a path that leads nowhere adds nothing',
    says: [['Thing.nothing', { min: 1 }]],
    gives: { 'Thing.nothing': undefined },
  },
  {
    name: 'a slice copies its element and its parts, and is not demanded by itself',
    says: [
      ['Thing.part', { min: 2, slicing: byName, mustSupport: true }],
      ['Thing.part.name', { min: 1 }],
      ['Thing.part:a', { max: '3' }],
      ['Thing.part:b', { min: 1 }],
      ['Thing.part:b.name', { max: '0' }],
    ],
    gives: {
      'Thing.part': { min: 2, slicing: byName },
      'Thing.part.name': { min: 1, max: 1 },
      'Thing.part:a': { min: 0, max: 3, slicing: undefined, mustSupport: true, many: true },
      'Thing.part:a.name': { min: 1, max: 1 },
      'Thing.part:b': { min: 1 },
      'Thing.part:b.name': { max: 0 },
    },
  },
  {
    name: 'a slice of a slice copies the outer slice',
    says: [
      ['Thing.part', { slicing: byName }],
      ['Thing.part:a', { mustSupport: true }],
      ['Thing.part:a.name', { min: 1 }],
      ['Thing.part:a/b', { min: 1 }],
    ],
    gives: {
      'Thing.part:a': { min: 0 },
      'Thing.part:a/b': { min: 1, mustSupport: true },
      'Thing.part:a/b.name': { min: 1 },
    },
  },
  {
    name: 'valueQuantity is short for a slice by type; other types stay',
    says: [['Thing.valueQuantity', { mustSupport: true }]],
    gives: {
      'Thing.value[x]': { types: EITHER, min: 0, slicing: byType('open') },
      'Thing.value[x]:valueQuantity': { types: QUANTITY, mustSupport: true },
      'Thing.valueQuantity': undefined,
    },
  },
  {
    name: 'a shorthand that demands a value leaves no other type',
    says: [['Thing.valueQuantity', { min: 1 }]],
    gives: {
      'Thing.value[x]': { types: QUANTITY, min: 1, slicing: byType('closed') },
      'Thing.value[x]:valueQuantity': { types: QUANTITY, min: 1 },
    },
  },
  {
    name: "in R4's own profiles any shorthand leaves no other type",
    from: CORE,
    says: [['Thing.valueQuantity', { mustSupport: true }]],
    gives: { 'Thing.value[x]': { types: QUANTITY, min: 0, slicing: byType('closed') } },
  },
  {
    name: 'below a shorthand lie the parts of its type',
    says: [['Thing.valueQuantity'], ['Thing.valueQuantity.unit', { min: 1 }]],
    gives: { 'Thing.value[x]:valueQuantity.unit': { min: 1 }, 'Thing.value[x].unit': undefined },
  },
  {
    name: 'in a slice, a shorthand is the choice itself with one type',
    says: [
      ['Thing.part', { slicing: byName }],
      ['Thing.part:a.valueQuantity', { min: 1 }],
      ['Thing.part:a.valueQuantity.unit', { min: 1 }],
    ],
    gives: {
      'Thing.part.value[x]': { types: EITHER, min: 0 },
      'Thing.part:a.value[x]': { types: QUANTITY, min: 1, slicing: undefined },
      'Thing.part:a.value[x].unit': { min: 1 },
      'Thing.part:a.value[x]:valueQuantity': undefined,
    },
  },
  {
    name: 'a named slice of a choice is sliced by type, said or not',
    says: [['Thing.value[x]:valueString', { maxLength: 9 }]],
    gives: {
      'Thing.value[x]': { types: EITHER, slicing: byType('open'), maxLength: undefined },
      'Thing.value[x]:valueString': { types: STRING, maxLength: 9 },
    },
  },
  {
    name: 'slicing that is said is kept',
    says: [
      ['Thing.value[x]', { slicing: byType('closed') }],
      ['Thing.value[x]:valueString', { min: 1 }],
    ],
    gives: { 'Thing.value[x]': { types: EITHER, min: 0, slicing: byType('closed') } },
  },
  {
    name: 'a name without slicing is the element itself',
    says: [['Thing.size:Height', { min: 1 }]],
    gives: { 'Thing.size': { min: 1, slicing: undefined }, 'Thing.size:Height': undefined },
  },
  {
    name: 'extensions are sliced without saying so',
    says: [['Thing.size.extension:a', { min: 1 }]],
    gives: { 'Thing.size.extension:a': { min: 1 } },
  },
  {
    name: 'a choice of several types has the parts that all types have',
    says: [['Thing.value[x].extension', { max: '0' }]],
    gives: { 'Thing.value[x].extension': { max: 0 }, 'Thing.value[x].unit': undefined },
  },
  {
    name: 'a reference to other content stays one while nothing is said about its parts',
    says: [['Thing.part.part', { max: '1' }]],
    gives: {
      'Thing.part.part': { contentReference: '#Thing.part', max: 1, types: [] },
      'Thing.part.part.name': undefined,
    },
  },
  {
    name: 'a reference to other content becomes a copy of it when its parts are spoken of',
    says: [['Thing.part.part.name', { min: 1 }]],
    gives: {
      'Thing.part.name': { min: 0 },
      'Thing.part.part': {
        contentReference: undefined,
        types: [{ code: 'BackboneElement' }],
        declaredAt: 'Thing.part',
      },
      'Thing.part.part.name': { min: 1 },
      'Thing.part.part.part': { contentReference: '#Thing.part' },
    },
  },
  {
    name: 'the parts of a type profile are the parts of the element',
    says: [
      ['Thing.size', { types: [{ code: 'Quantity', profiles: ['http://guide/metric'] }] }],
      ['Thing.size.unit', { maxLength: 3 }],
    ],
    gives: { 'Thing.size.unit': { min: 1, maxLength: 3 } },
  },
  {
    name: 'a binding is tightened without naming its value set again',
    says: [
      ['Thing.size', { binding: { strength: 'example', valueSet: 'http://guide/units' } }],
      ['Thing.size', { binding: { strength: 'required' } }],
    ],
    gives: {
      'Thing.size': { binding: { strength: 'required', valueSet: 'http://guide/units' } },
    },
  },
];

const metric = profileFacts('metric', 'Quantity', [['Quantity.unit', { min: 1 }]]);

describe('a snapshot', () => {
  it.each(CASES)('$name', ({ from = GUIDE, says, gives }) => {
    const snapshots = snapshotsOf([profileFacts('profile', 'Thing', says), metric], from);
    const root = snapshots.root('http://guide/profile', from);
    expect(root?.id).toBe('Thing');
    for (const [id, content] of Object.entries(gives)) {
      const element = elementAt(root, id);
      if (content === undefined) expect(element).toBeUndefined();
      else expect({ id, ...element?.content }).toMatchObject(content);
    }
  });
});

test('a constraint stays, is joined by others and is replaced by one with its key', () => {
  const rule = (key: string) => ({ key, severity: 'warning', expression: 'true' }) as const;
  const says: readonly Said[] = [['Thing.part', { constraints: [rule('prt-2'), rule('prt-1')] }]];
  const snapshots = snapshotsOf([
    profileFacts('joins', 'Thing', [['Thing.part', { constraints: [rule('prt-2')] }]]),
    profileFacts('replaces', 'Thing', says),
  ]);
  const keysOf = (name: string) =>
    elementAt(snapshots.root(`http://guide/${name}`, GUIDE), 'Thing.part')?.content.constraints.map(
      ({ key, severity, statedBy }) => `${key} ${severity} ${statedBy.label}`,
    );
  expect(keysOf('joins')).toEqual(['prt-1 error Thing', 'prt-2 warning joins|1.0.0']);
  expect(keysOf('replaces')).toEqual([
    'prt-2 warning replaces|1.0.0',
    'prt-1 warning replaces|1.0.0',
  ]);
});

test('content that is spoken of keeps the rules of the content it referred to', () => {
  const snapshots = snapshotsOf([
    profileFacts('profile', 'Thing', [['Thing.part.part.name', { min: 1 }]]),
  ]);
  const root = snapshots.root('http://guide/profile', GUIDE);
  const constraints = elementAt(root, 'Thing.part.part')?.content.constraints;
  expect(constraints?.map(({ key }) => key)).toEqual(['prt-1']);
});

describe('a reference to other content', () => {
  const says: readonly Said[] = [['Thing.part.name', { min: 1 }]];
  const targetIn = (packageId: string) => {
    const snapshots = snapshotsOf([profileFacts('profile', 'Thing', says)], packageId);
    const node = elementAt(snapshots.root('http://guide/profile', packageId), 'Thing.part.part');
    return node && referenced(node, '#Thing.part', snapshots)?.children.get('name')?.content.min;
  };

  it("leads to the type's element, whatever a profile says of that", () => {
    expect(targetIn(GUIDE)).toBe(0);
  });

  it("leads to the profile's element in R4's own profiles", () => {
    expect(targetIn(CORE)).toBe(1);
  });

  it('leads to the element of another type by its URL', () => {
    const snapshots = snapshotsOf([]);
    const root = snapshots.type('Quantity');
    const url = 'http://hl7.org/fhir/StructureDefinition/Thing#Thing.part.name';
    expect(root && referenced(root, url, snapshots)?.id).toBe('Thing.part.name');
    expect(root && referenced(root, '#Nothing.part', snapshots)).toBeUndefined();
  });
});

test('a profile of a profile stands on what that one says', () => {
  const first = profileFacts('first', 'Thing', [['Thing.valueQuantity', { min: 1 }]]);
  const second = {
    ...profileFacts('second', 'Thing', [['Thing.value[x]:valueQuantity.unit', { min: 1 }]]),
    base: first.url,
  };
  const root = snapshotsOf([first, second]).root(second.url, GUIDE);
  expect(elementAt(root, 'Thing.value[x]')?.content).toMatchObject({ types: QUANTITY, min: 1 });
  expect(elementAt(root, 'Thing.value[x]:valueQuantity.unit')?.content.min).toBe(1);
});

test('a logical model has a root of its own, named by the end of its type', () => {
  const model = {
    ...typeFacts('Model', 'Base', [['Model'], ['Model.size', { min: 1, types: QUANTITY }]]),
    url: 'http://guide/Model',
    type: 'http://guide/Model',
  };
  const root = snapshotsOf([model]).root(model.url, GUIDE);
  expect(root?.id).toBe('Model');
  expect(elementAt(root, 'Model.size')?.content.min).toBe(1);
});

test('a definition that is its own base, or stands on nothing, has no snapshot', () => {
  const base = (name: string, on: string) => ({ ...profileFacts(name, 'Thing', []), base: on });
  const snapshots = snapshotsOf([
    base('circle', 'http://guide/circle'),
    base('lost', 'http://guide/nowhere'),
  ]);
  for (const name of ['circle', 'lost', 'unknown'])
    expect(snapshots.root(`http://guide/${name}`, GUIDE)).toBeUndefined();
});
