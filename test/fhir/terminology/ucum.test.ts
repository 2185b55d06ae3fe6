import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { isUcumUnit } from '../../../src/fhir/terminology/ucum.ts';

/** Rows of the unit table that comes with fhirpath: the third column is the case-sensitive code. */
function unitTable(): readonly string[] {
  const path = createRequire(import.meta.url).resolve('@lhncbc/ucum-lhc/package.json');
  const table: unknown = JSON.parse(
    readFileSync(path.replace('package.json', 'data/ucumDefs.min.json'), 'utf8'),
  );
  const rows = read(read(read(table, 'units'), 'data'));
  return Array.isArray(rows) ? rows.map((row) => String(read(row, '2'))) : [];
}

function read(value: unknown, name?: string): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value)).get(name);
}

test('every unit of the table that comes with fhirpath is a unit', () => {
  const units = unitTable();
  expect(units.length).toBeGreaterThan(700);
  // Two rows end in a blank, which no unit has.
  expect(units.filter((unit) => !isUcumUnit(unit))).toEqual(['g/kg ', 'L/(min.m2) ']);
});

test('units, as the official validator judges them', () => {
  const units = `mg mm[Hg] [lb_av] kg/m2 Cel % 1 10*3/uL 10^3/uL {score} mg/dL /min m/s2 [in_i]
    mL/min/{1.73_m2} ug.h/mL [degF] U/L [iU]/L d wk mo a h min s (kg) m2 m-2 m+2 meq/L [CFU] [pH]
    dB B[SPL] cm[H2O] ug L l 2.kg 10* 10*-3 m[IU] [ppm] mg{wet} g% ng/mL{FEU}`.split(/\s+/);
  const others =
    `KG Kg foo mmHg lbs in IU/L days hr kg. ((kg) m^2 k da µg mEq/L kilogram mcg cc 2kg {
    } kg{ ) (kg)) kg( () . / 10*3.`.split(/\s+/);
  expect([...units, '{a b}'].filter((unit) => !isUcumUnit(unit))).toEqual([]);
  expect([...others, '', ' kg', 'kg m', 'kg '].filter(isUcumUnit)).toEqual([]);
});
