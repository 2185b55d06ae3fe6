import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { stateWords } from '../../../domain/review/state-words.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { whoIs } from '../../facts/subject.ts';
import type { JsonObject } from '../../json/json.ts';
import { integer, object, objects, text } from '../read/element.ts';
import { encounterUrl, extensions } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';
import { namedOrders, orderEntry } from './orders.ts';

/**
 * The stays that the request, one of its lines or its order is about: of the patient, and to come,
 * under way or over. Source: R4 Claim.item.encounter, Encounter.status, Encounter.subject.
 */
export function encounterConcerns(bundle: RequestBundle): readonly Concern[] {
  const { claim } = bundle;
  const ofAll = extensions(claim.resource, encounterUrl).flatMap(
    ({ valueReference }) => pointed(bundle, claim, valueReference) ?? [],
  );
  const ofLines = objects(claim.resource.item).flatMap((item) => {
    const sequence = integer(item.sequence);
    const lines = sequence === undefined ? undefined : [sequence];
    const stays = staysOf(bundle, item).filter((entry) => !ofAll.includes(entry));
    return [...new Set(stays)].flatMap((entry) => concernsOf(bundle, entry, lines));
  });
  return [...ofAll.flatMap((entry) => concernsOf(bundle, entry, undefined)), ...ofLines];
}

/** The stays of an item, and of the orders behind it. */
function staysOf(bundle: RequestBundle, item: JsonObject): readonly BundleEntry[] {
  const orders = namedOrders(item).flatMap((named) => orderEntry(bundle, named) ?? []);
  return [
    ...objects(item.encounter).flatMap((one) => pointed(bundle, bundle.claim, one) ?? []),
    ...orders.flatMap((order) => pointed(bundle, order, order.resource.encounter) ?? []),
  ];
}

const stay = { en: 'the stay', es: 'la estancia' };
const states = ['planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished'];
const inHospital: LocalizedText = {
  en: 'the request names a stay in a hospital, or how it ended',
  es: 'la solicitud nombra una estancia en un hospital, o cómo terminó',
};
/** Classes of stays that are no visits. Source: v3 ActEncounterCode. */
const INPATIENT: ReadonlySet<string> = new Set(['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS', 'PRENC']);

function isInHospital({ resource }: BundleEntry): boolean {
  const code = text(object(resource.class)?.code) ?? '';
  return INPATIENT.has(code) || resource.hospitalization !== undefined;
}

const ofAnother: LocalizedText = {
  en: 'the stay that the request names is not of its patient',
  es: 'la estancia que nombra la solicitud no es de su paciente',
};

function concernsOf(
  bundle: RequestBundle,
  entry: BundleEntry,
  lines: readonly number[] | undefined,
): readonly Concern[] {
  const status = text(entry.resource.status);
  const isUsual = status !== undefined && states.includes(status);
  const isOther = whoIs(bundle, entry, entry.resource.subject) === 'other';
  return [
    ...(isUsual
      ? []
      : [concern(entry, `status is ${status ?? 'absent'}`, stateWords(stay, status))]),
    ...(isOther ? [concern(entry, 'subject is another', ofAnother)] : []),
    ...(isInHospital(entry) ? [concern(entry, 'in a hospital', inHospital)] : []),
  ].map((one) => present({ ...one, lines }));
}

function concern(entry: BundleEntry, detail: string, words: LocalizedText) {
  return { kind: 'modifier' as const, origin: entry.expression, detail, words };
}
