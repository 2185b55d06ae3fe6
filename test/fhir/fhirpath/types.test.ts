import { describe, expect, it } from 'vitest';
import { isOfType } from '../../../src/fhir/fhirpath/types.ts';
import { baseTypeModel } from './base-types.ts';

const model = baseTypeModel();

/** Every primitive type of R4: the FHIR types that it is, and the system types it converts to. */
const PRIMITIVES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['boolean', 'Boolean'],
  string: ['string', 'String'],
  code: ['code', 'string', 'String'],
  id: ['id', 'string', 'String'],
  markdown: ['markdown', 'string', 'String'],
  uri: ['uri', 'String'],
  url: ['url', 'uri', 'String'],
  canonical: ['canonical', 'uri', 'String'],
  oid: ['oid', 'uri', 'String'],
  uuid: ['uuid', 'uri', 'String'],
  base64Binary: ['base64Binary', 'String'],
  integer: ['integer', 'Integer'],
  positiveInt: ['positiveInt', 'integer', 'Integer'],
  unsignedInt: ['unsignedInt', 'integer', 'Integer'],
  decimal: ['decimal', 'Decimal'],
  date: ['date', 'Date', 'DateTime'],
  dateTime: ['dateTime', 'DateTime'],
  instant: ['instant', 'DateTime'],
  time: ['time', 'Time'],
};
const SYSTEM_TYPES = 'Boolean String Integer Decimal Date DateTime Time Quantity'.split(' ');
const FHIR_TYPES = Object.keys(PRIMITIVES);

describe('what a FHIR primitive is', () => {
  it.each(Object.entries(PRIMITIVES))('%s is %s', (type, expected) => {
    const named = [...FHIR_TYPES, ...SYSTEM_TYPES].filter((name) => isOfType(model, type, name));
    expect(named.sort()).toEqual([...expected].sort());
    const spaced = [
      ...FHIR_TYPES.filter((name) => isOfType(model, type, `FHIR.${name}`)),
      ...SYSTEM_TYPES.filter((name) => isOfType(model, type, `System.${name}`)),
    ];
    expect(spaced.sort()).toEqual([...expected].sort());
  });

  it.each([
    ['boolean', 'FHIR.Boolean', false],
    ['boolean', 'System.boolean', false],
    ['boolean', 'Element', true],
    ['xhtml', 'String', false],
    ['System.Boolean', 'Boolean', true],
    ['System.Boolean', 'FHIR.boolean', false],
    ['System.String', 'Boolean', false],
    ['Age', 'Quantity', true],
    ['Age', 'System.Quantity', true],
    ['Coding', 'String', false],
    ['Patient', 'DomainResource', true],
    ['Patient', 'constructor', false],
  ])('%s is %s: %s', (type, name, expected) => {
    expect(isOfType(model, type, name)).toBe(expected);
  });
});
