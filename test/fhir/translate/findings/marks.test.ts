import { describe, expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import type { Json } from '../../../../src/fhir/json/json.ts';
import * as told from '../../../../src/fhir/translate/findings/concerns-of-findings.ts';
import { markedElements } from '../../../../src/fhir/translate/findings/marks.ts';
import { setAt } from '../intake/must-support/places.ts';
import { richRequest } from '../intake/rich-request.ts';

// Goal: what the sender itself calls no value is never read as one.
const claim = 'entry(Claim/rich-2).resource';
const patient = 'entry(Patient/beneficiary).resource';
const absent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const mark = { extension: [{ url: absent, valueCode: 'masked' }] };

function marked(place: string, value: Json) {
  const bundle = richRequest();
  if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no bundle');
  return markedElements(opened.value);
}

function shown(place: string, value: Json): string {
  return marked(place, value)
    .map((one) => `${one.class} ${one.element} ${one.lines ?? 'all'}`)
    .join(' | ');
}

describe('a mark of a value that is none', () => {
  test.each<[string, string, Json, string]>([
    ['beside a birth date', `${patient}._birthDate`, mark, 'block Patient.birthDate all'],
    [
      'on an identifier',
      `${patient}.identifier.0._value`,
      mark,
      'block Patient.identifier.value all',
    ],
    [
      'on an amount',
      `${claim}.item.0.quantity.extension`,
      mark.extension,
      'review Claim.item.quantity 1',
    ],
    [
      'on the digits of an amount',
      `${claim}.item.0.quantity._value`,
      mark,
      'review Claim.item.quantity.value 1',
    ],
    [
      'by the code of ISO 21090',
      `${claim}.item.0.quantity._value`,
      {
        extension: [
          { url: absent.replace('data-absent-reason', 'iso21090-nullFlavor'), valueCode: 'UNK' },
        ],
      },
      'review Claim.item.quantity.value 1',
    ],
    [
      'as the code itself',
      `${claim}.diagnosis.0.diagnosisCodeableConcept`,
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' }] },
      'review Claim.diagnosis.diagnosisCodeableConcept.coding all',
    ],
    [
      'in the service, which has a check of its own',
      `${claim}.item.0.productOrService`,
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' },
        ],
      },
      '',
    ],
    ['of one of several', `${patient}.name.0._given`, [null, mark], 'block Patient.name.given all'],
    ['where nothing reads', `${patient}.telecom`, [mark], ''],
    ['in words', `${patient}.text`, { status: 'generated', ...mark }, ''],
    ['of the transmission', 'identifier._value', mark, 'block Bundle.identifier.value all'],
    ['nowhere', `${patient}.birthDate`, '1950-01-01', ''],
  ])('%s', (_, place, value, expected) => {
    expect(shown(place, value)).toBe(expected);
  });

  test('is told in words', () => {
    const [concern] = told.concernsOfFindings(marked(`${claim}.item.0.quantity._value`, mark));
    expect(concern).toMatchObject({
      ...{ kind: 'modifier', lines: [1] },
      words: {
        en: 'the sender marks the quantity of a line as having no value that counts',
        es: 'el remitente marca la cantidad de una línea como sin un valor que cuente',
      },
    });
  });
});
