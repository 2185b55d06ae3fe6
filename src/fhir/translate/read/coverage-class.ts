import type { JsonObject } from '../../json/json.ts';
import { codesOf } from './codes.ts';
import { objects, text } from './element.ts';

/** The value of a class of a Coverage (`group`, `plan`), of which the first counts. */
export function classValue(coverage: JsonObject, kind: string): string | undefined {
  return classValues(coverage, kind)[0];
}

/** The different values that a Coverage has of a class. */
export function classValues(coverage: JsonObject, kind: string): readonly string[] {
  const found = objects(coverage.class).filter(({ type }) =>
    codesOf(type).some(({ code }) => code === kind),
  );
  return [...new Set(found.flatMap(({ value }) => text(value) ?? []))];
}
