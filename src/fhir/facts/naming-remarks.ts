import type { Remark, Tellable } from '../../domain/policy/found-evidence.ts';
import { isJsonArray, type Json, type JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, oneOrMore, text } from '../translate/read/element.ts';
import { asProse, words } from './concept-remarks.ts';
import { asTold } from './told.ts';

/** Who told or ordered something; who measured is read by what they are, too. */
const PERSONS = ['resultsInterpreter', 'author', 'requester', 'asserter'] as const;
const SUBJECTS = ['subject', 'patient', 'focus'] as const;

/**
 * What a result, and what it hangs on, says by how it names persons and itself: its subject is
 * called as the patient is; who measured is no patient and no relative by type; numbers, ids,
 * profiles and sources tell no circumstance.
 * Source: R4 Reference.display, Identifier.type and assigner; NCD 240.2 on who may test.
 */
export function namingRemarks(resource: JsonObject, ofPatient: () => Tellable): readonly Remark[] {
  const isMeasured = resource.performer !== undefined;
  const isByLayperson = isMeasured && oneOrMore(resource.performer ?? []).some(isLayperson);
  const remarks = [
    ...SUBJECTS.flatMap((name) =>
      displaysOf(resource[name]).flatMap((said) => asTold('subject', said, ofPatient())),
    ),
    ...PERSONS.flatMap((name) =>
      displaysOf(resource[name]).flatMap((said) => asProse('performer', said)),
    ),
    ...(isByLayperson ? [words('performer', undefined)] : []),
    ...objects(resource.identifier).flatMap(identifierRemarks),
  ];
  const named = longWords(resource);
  return named === '' ? remarks : [...remarks, { at: 'identifier', form: 'prose', text: named }];
}

/** What references are displayed as. */
export function displaysOf(value: Json | undefined): readonly string[] {
  return value === undefined ? [] : oneOrMore(value).flatMap(({ display }) => text(display) ?? []);
}

const LAYPERSON = /(?:^|\/)(?:Patient|RelatedPerson)(?:\/|$)/u;

function isLayperson({ reference, type }: JsonObject): boolean {
  return LAYPERSON.test(text(reference) ?? '') || LAYPERSON.test(text(type) ?? '');
}

/** Kinds of numbers. */
const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';

function identifierRemarks({ type, assigner }: JsonObject): readonly Remark[] {
  const display = text(object(assigner)?.display);
  if (type === undefined) return asProse('identifier', display);
  const concept = object(type);
  const said = text(concept?.text);
  return [
    ...asProse('identifier', display),
    ...(said === undefined ? [] : asTold('identifier', said)),
    ...objects(concept?.coding).flatMap((one) => {
      const shown = text(one.display);
      if (shown !== undefined) return asTold('identifier', shown);
      return coding(one)?.system === IDENTIFIER_TYPE ? [] : [words('identifier', undefined)];
    }),
  ];
}

/** Shorter ones are parts of numbers. */
const LONG_WORD = /\p{L}{4,}/gu;

/** The words in what a resource is numbered by, made by and held to. */
function longWords({ id, identifier, meta, accessionIdentifier }: JsonObject): string {
  const { profile, source } = object(meta) ?? {};
  const numbers = [...objects(identifier), object(accessionIdentifier) ?? {}];
  const profiles = isJsonArray(profile) ? profile : [];
  const all = [
    ...[id, ...numbers.map(({ value }) => value)],
    ...[...profiles, source].map((url) => text(url)?.slice((text(url) ?? '').lastIndexOf('/') + 1)),
  ];
  const said = all.flatMap((one) => text(one)?.match(LONG_WORD) ?? []);
  return said.join(' ');
}
