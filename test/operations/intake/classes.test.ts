import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/fhir/json/json.ts';
import { thawObject } from '../../conformance/mutants/tree.ts';
import { setAt } from '../../fhir/translate/intake/must-support/places.ts';
import { scenario } from '../payer.ts';
import { payerForTests } from '../payer-for-tests.ts';
import { type Outcome, outcomeOf, type Parts, partsOf } from './differential.ts';

/** Goal: what an error does to a request follows from what it is about, element by element. */
const payer = payerForTests();
let parts: Parts;
beforeAll(async () => {
  parts = await partsOf(payer);
}, 60_000);

const claim = 'entry(Claim/home-oxygen-approved).resource';
const patient = 'entry(Patient/demo-ada).resource';
const coverage = 'entry(Coverage/demo-ada).resource';
const clinic = 'entry(Organization/demo-lung-clinic).resource';
const insurer = 'entry(Organization/demo-payer).resource';
const evidence = 'entry(Observation/saturation).resource';
const url = (name: string): string =>
  `http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-${name}`;
const foreign: Json = { coding: [{ system: 'urn:x', code: '1' }] };

/** What automation decides of each line; `refused` when nothing is decided. */
function told(outcome: Outcome): string {
  if (outcome.kind === 'taken-by-both') return 'no error';
  if (outcome.kind !== 'taken-by-tolerant') return 'refused';
  const { lines } = outcome.decided;
  return lines.map(({ determinations }) => determinations.at(-1)?.decision).join(', ');
}

/** Belongs to a Patient, and to nothing else. */
const birthSex = {
  url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex',
  valueCode: 'F',
};
const infoChanged = { url: url('infoChanged'), valueCode: 'added' };
const noReason = {
  url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  valueString: 'unknown',
};

function extended(place: string, extension: Json): [string, Json] {
  // What is no list yet has nothing that it could stand in.
  return place.endsWith('._birthDate')
    ? [place, { extension: [extension] }]
    : [`${place}.extension`, [extension]];
}

function modified(place: string): [string, Json] {
  return place.endsWith('._birthDate')
    ? [place, { modifierExtension: [birthSex] }]
    : [`${place}.modifierExtension`, [birthSex]];
}

const approved = 'approved, approved';
const pending = 'pending, pending';

describe('an error in', () => {
  test.each<[string, string, Json | undefined, string]>([
    [
      'what nobody reads: told',
      `${patient}.communication`,
      [{ language: { text: 'e' }, preferred: 'yes' }],
      approved,
    ],
    ['the price of it all: a person', `${claim}.total`, { value: 1, currency: 'x' }, pending],
    [
      'an extension in a wrong place that nothing reads: told',
      `${claim}.extension`,
      [{ url: url('militaryStatus'), valueCodeableConcept: { text: 'veteran' } }],
      approved,
    ],
    [
      'an extension in a wrong place that nothing reads, and may mean something: a person',
      `${claim}.extension`,
      [{ url: url('itemPreAuthIssueDate'), valueDate: '2026-11-28' }],
      pending,
    ],
    [
      'the place of one that is read: a person',
      `${patient}.extension`,
      [{ url: url('infoChanged'), valueCode: 'added' }],
      pending,
    ],
    [
      'the place of one that is read, where nothing is: a person',
      'meta.extension',
      [{ url: url('itemTraceNumber'), valueIdentifier: { system: 'urn:x', value: '1' } }],
      pending,
    ],
    ...[
      ...[`${patient}.identifier.0`, `${patient}.name.0`, `${patient}._birthDate`],
      ...[`${coverage}.identifier.0`, `${coverage}.payor.0`, `${coverage}.beneficiary`],
      ...[`${claim}.insurance.0`, `${claim}.insurance.0.coverage`, `${claim}.provider`],
      ...[`${clinic}.identifier.0`, `${insurer}.identifier.0`, 'identifier'],
    ].flatMap((place): [string, string, Json, string][] => [
      [`an extension in a wrong place at ${place}: told`, ...extended(place, birthSex), approved],
      [`one that is read, at ${place}: refused`, ...extended(place, infoChanged), 'refused'],
      [
        `a fault in what marks no value, at ${place}: refused`,
        ...extended(place, noReason),
        'refused',
      ],
      [
        `one without a name, at ${place}: refused`,
        ...extended(place, { valueCode: 'F' }),
        'refused',
      ],
      [
        `one with an empty name, at ${place}: refused`,
        ...extended(place, { ...birthSex, url: '' }),
        'refused',
      ],
      [`a modifier, at ${place}: refused`, ...modified(place), 'refused'],
    ]),
    [
      'the name of an extension: a person, it may be one that is read',
      `${claim}.item.0.extension.2.url`,
      `${url('itemTraceNumber')} `,
      'pending, approved',
    ],
    ['one line: that line', `${claim}.item.1.revenue`, foreign, 'approved, pending'],
    [
      'how much of it is asked: that line',
      `${claim}.item.0.quantity.value`,
      '12',
      'pending, approved',
    ],
    [
      'what the whole request says: all',
      `${claim}.billablePeriod`,
      { start: '2026-13-01' },
      pending,
    ],
    ['evidence: all', `${evidence}.status`, 'ready', pending],
    ['evidence that is not read so: all', `${evidence}.valueQuantity.value`, '86', pending],
    ['what R4 does not have of a person: a person', `${patient}.race`, 'x', pending],
    [
      'what R4 does not have, where nobody reads: told',
      `${claim}.fundsReserve`,
      { text: 'none', x: 1 },
      approved,
    ],
    [
      'what R4 does not have in an identifier: refused',
      `${patient}.identifier.0.x`,
      'x',
      'refused',
    ],
    ['something that R4 does not have: a person', `${evidence}.fokus`, 'x', pending],
    ['the date of birth: refused', `${patient}.birthDate`, '2026-02-30', 'refused'],
    ['the form of the name: refused', `${patient}.name`, { family: 'x' }, 'refused'],
    ['the coverage: refused', `${coverage}.status`, 'current', 'refused'],
    ['the payer: refused', `${claim}.insurer`, { reference: 'Organization/none' }, 'refused'],
    ['the requester: refused', `${claim}.provider`, { reference: 'Organization/none' }, 'refused'],
    ['the number of a line: refused', `${claim}.item.0.sequence`, '1', 'refused'],
    ['the list of lines: refused', `${claim}.item`, { sequence: 1 }, 'refused'],
    ['the identifier of the transmission: refused', 'identifier', undefined, 'refused'],
    [
      'a modifier that is not known: refused',
      `${evidence}.modifierExtension`,
      [{ url: 'http://a.example/not', valueBoolean: true }],
      'refused',
    ],
    [
      'so many places that some are left out: refused',
      `${patient}.communication`,
      Array(120).fill({ language: { coding: [{ system: 'urn:x', code: 'x' }] } }),
      'refused',
    ],
    ['a number that is none: refused', `${claim}.diagnosis.0.sequence`, 1.5, 'refused'],
    ['the type of a resource: refused', `${evidence}.resourceType`, 'Observations', 'refused'],
  ])('%s', async (_, place, value, expected) => {
    const bundle = thawObject(JSON.parse(scenario('home-oxygen-approved')));
    expect(setAt(bundle, place, value)).toBe(true);
    expect(told(await outcomeOf(parts, JSON.stringify(bundle)))).toBe(expected);
  });

  test.each([
    ['a name that stands twice', '"gender":', '"gender": "male", "gender":'],
  ])('the text, %s: refused', async (_, from, to) => {
    const text = scenario('home-oxygen-approved');
    expect(text).toContain(from);
    expect(told(await outcomeOf(parts, text.replace(from, to)))).toBe('refused');
  });

  test.each([
    ['the display of a code', `${evidence}.code.coding.0.display`, 'Saturation\u0000'],
    ['a telephone number, which nobody reads', `${clinic}.telecom`, [{ value: '\u00001' }]],
    ['an extension, which nobody reads', `${patient}.extension`, [{ url: 'a:b', valueCode: '\0' }]],
    ['a service in words', `${claim}.item.0.productOrService.text`, `${'a'.repeat(99)}\u0000`],
  ])('U+0000 in %s: refused', async (_, place, value) => {
    const bundle = thawObject(JSON.parse(scenario('home-oxygen-approved')));
    expect(setAt(bundle, place, value)).toBe(true);
    expect(told(await outcomeOf(parts, JSON.stringify(bundle)))).toBe('refused');
  });

  test.each<[string, string, Json, string]>([
    ['one line: that line', `${claim}.item.1.revenue`, foreign, 'approved, pending'],
    ['what nobody reads: told', `${claim}.fundsReserve`, { text: 'none', x: 1 }, approved],
    ['the date of birth: refused', `${patient}.birthDate`, '2026-02-30', 'refused'],
  ])('a Bundle in Parameters, %s', async (_, place, value, expected) => {
    const bundle = thawObject(JSON.parse(scenario('home-oxygen-approved')));
    expect(setAt(bundle, place, value)).toBe(true);
    const body = {
      resourceType: 'Parameters',
      parameter: [{ name: 'resource', resource: bundle }],
    };
    expect(told(await outcomeOf(parts, JSON.stringify(body)))).toBe(expected);
    const odd = { ...body, meta: { lastUpdated: 'x' } };
    expect(told(await outcomeOf(parts, JSON.stringify(odd)))).toBe('refused');
  });
});
