import type { RequestWords } from '../../../domain/review/written.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { textsBeside } from '../read/codes.ts';
import { withContained } from '../read/contained.ts';
import { object, objects, text, texts } from '../read/element.ts';
import { areKept } from '../read/kept-texts.ts';
import { isProvider } from './parties.ts';

/**
 * What may say beside a provider's number that it is not in force any more: names and titles of
 * persons, what roles are, the names, kinds and contacts of organizations. Shape: nothing when
 * nothing is said.
 * Source: R4 Organization.alias and contact; HumanName; PractitionerRole.specialty.
 */
export function providerWords({
  entries,
}: RequestBundle): Pick<RequestWords, 'providers' | 'areProvidersLong'> {
  const said = entries.flatMap(withContained).filter(isProvider).flatMap(ofProvider);
  if (said.length === 0) return {};
  const providers = [...new Set(said)];
  return areKept(providers) ? { providers } : { areProvidersLong: true };
}

function ofProvider({ type, resource }: BundleEntry): readonly string[] {
  const { name, alias, contact, specialty, code, type: kind } = resource;
  if (type === 'Practitioner') {
    return objects(name).flatMap(ofName);
  }
  const contacts = objects(contact);
  const concepts = [specialty, code, kind].flatMap(objects);
  const names = [name, ...contacts.map((one) => object(one.name)?.text)];
  return [
    ...names.flatMap((one) => text(one) ?? []),
    ...texts(alias),
    ...(textsBeside([...concepts, ...contacts.map(({ purpose }) => purpose)]) ?? []),
  ];
}

/** A name as its parts make it up, and as it is written in one piece. */
function ofName({ prefix, given, family, suffix, text: whole }: JsonObject): readonly string[] {
  const parts = [...texts(prefix), ...texts(given), text(family) ?? '', ...texts(suffix)];
  return [parts.filter((part) => part !== '').join(' '), text(whole) ?? ''].filter(
    (said) => said !== '',
  );
}
