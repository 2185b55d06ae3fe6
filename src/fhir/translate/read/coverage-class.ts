import type { JsonObject } from '../../json/json.ts';
import { codesOf } from './codes.ts';
import { objects, text } from './element.ts';

/** The value of a class of a Coverage (`group`, `plan`), of which the first counts. */
export function classValue(coverage: JsonObject, kind: string): string | undefined {
  const found = objects(coverage.class).find(({ type }) =>
    codesOf(type).some(({ code }) => code === kind),
  );
  return text(found?.value);
}
