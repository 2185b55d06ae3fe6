import type { Remark } from '../../domain/policy/found-evidence.ts';
import { isMadeOf } from '../../domain/policy/phrases.ts';
import { present } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { codingsOf } from '../translate/read/codes.ts';
import { oneOrMore, text } from '../translate/read/element.ts';
import { nameOf } from '../translate/read/name-of.ts';
import { pointed } from '../translate/read/pointed.ts';
import { words } from './concept-remarks.ts';
import { REMARKS_MAX } from './read-remarks.ts';

/**
 * Who measured, as the request describes them: their names and what they are; of one who is called
 * as the requester is, what the requester is. A performer who is called as the patient is, is the
 * patient. Source: R4 Observation.performer; NCD 240.2 on who may test.
 */
export function performerRemarks(
  bundle: RequestBundle,
  from: BundleEntry,
  ofPatient: () => readonly string[],
): readonly Remark[] {
  const { performer } = from.resource;
  if (performer === undefined) return [];
  const performers = oneOrMore(performer);
  // So many are for a person, whoever they are.
  if (performers.length > PERFORMERS_MAX) return [words('performer', undefined)];
  const displays = performers.flatMap(({ display }) => text(display) ?? []);
  const records = new Set([
    ...performers.flatMap((given) => partiesOf(bundle, pointed(bundle, from, given))),
    ...displays.flatMap((display) => namesakes(bundle, display)),
  ]);
  const isByPatient = displays.some((one) => isMadeOf(one, ['patient', ...ofPatient()]));
  return [
    ...displays.map(asPerson),
    ...(isByPatient ? [words('performer', undefined)] : []),
    ...[...records].flatMap(ofRecord),
  ].slice(0, REMARKS_MAX + 1);
}

const PERFORMERS_MAX = 20;

function asPerson(said: string): Remark {
  return { at: 'performer', form: 'person', text: said };
}

/** A role is its practitioner and its organization, too. */
function partiesOf(bundle: RequestBundle, led: BundleEntry | undefined): readonly JsonObject[] {
  if (led === undefined) return [];
  const { resource } = led;
  const parts = [resource.practitioner, resource.organization].map((one) =>
    pointed(bundle, led, one),
  );
  return [led, ...parts].flatMap((one) => (one === undefined ? [] : [one.resource]));
}

/** Who asks, and is called like this. */
function namesakes(bundle: RequestBundle, display: string): readonly JsonObject[] {
  const { claim } = bundle;
  const parties = partiesOf(bundle, pointed(bundle, claim, claim.resource.provider));
  return parties.some((one) => isMadeOf(display, [nameOf(one) ?? ''])) ? parties : [];
}

function ofRecord(resource: JsonObject): readonly Remark[] {
  const name = nameOf(resource);
  const codes = [resource.type, resource.specialty, resource.code]
    .flatMap((concepts) => oneOrMore(concepts ?? []))
    .flatMap(codingsOf);
  return [
    ...(name === undefined ? [] : [asPerson(name)]),
    ...codes.map((code): Remark => present({ at: 'performer', form: 'person' as const, code })),
  ];
}
