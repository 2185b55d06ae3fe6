import type { Code, Identifier } from '../../../domain/code.ts';
import type { TypedIdentifier } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { object, objects, text } from './element.ts';

const idTypes = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** A Coding that names a system and a code. */
export function coding(value: Json | undefined): Code | undefined {
  const given = object(value);
  const [system, code] = [text(given?.system), text(given?.code)];
  if (system === undefined || code === undefined) return undefined;
  return present({ system, code, display: text(given?.display) });
}

/** All codings of a CodeableConcept, in their order. */
export function codesOf(concept: Json | undefined): readonly Code[] {
  const codes = objects(object(concept)?.coding).map(coding);
  return codes.filter((code) => code !== undefined);
}

/** All codings of a CodeableConcept; one without a system or code has an empty one. */
export function codingsOf(concept: Json | undefined): readonly Code[] {
  return objects(object(concept)?.coding).map((given) =>
    present({
      system: text(given.system) ?? '',
      code: text(given.code) ?? '',
      display: text(given.display),
    }),
  );
}

/** What concepts say in words: their texts and the displays of their codes; undefined: nothing. */
export function textsBeside(
  concepts: readonly (Json | undefined)[],
): readonly string[] | undefined {
  const found = concepts.flatMap((concept) => [
    text(object(concept)?.text),
    ...objects(object(concept)?.coding).map(({ display }) => text(display)),
  ]);
  const said = found.filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said;
}

/** The first coding of a CodeableConcept. */
export function codeOf(concept: Json | undefined): Code | undefined {
  return codesOf(concept)[0];
}

/** The identifiers that name a system and a value. */
export function identifiersOf(value: Json | undefined): readonly Identifier[] {
  return objects(value).flatMap((given) => identifierOf(given) ?? []);
}

/** An identifier that names a system and a value. */
export function identifierOf(given: Json | undefined): Identifier | undefined {
  const [system, value] = [text(object(given)?.system), text(object(given)?.value)];
  return system === undefined || value === undefined ? undefined : { system, value };
}

/** Identifiers with the kind that they say they are; parts may be missing. */
export function typedIdentifiersOf(value: Json | undefined): readonly TypedIdentifier[] {
  return objects(value).map((given) =>
    present({ system: text(given.system), value: text(given.value), type: idType(given) }),
  );
}

function idType({ type }: JsonObject): string | undefined {
  const codes = codesOf(type);
  return (codes.find(({ system }) => system === idTypes) ?? codes[0])?.code;
}
