import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { stateWords } from '../../../domain/review/state-words.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { isEvidence, withdrawn } from '../../facts/evidence-rules.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { typedIdentifiersOf } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';
import { isOrder } from './orders.ts';
import { isProvider, target } from './parties.ts';

/**
 * What the resources of a request say of themselves by R4's modifiers: that they are not to be used
 * as they stand. Evidence and orders have their own rules. Source: R4 isModifier elements.
 */
export function stateConcerns(bundle: RequestBundle): readonly Concern[] {
  const { claim } = bundle;
  const items = objects(claim.resource.supportingInfo);
  return [
    ...stated(claim, 'status', { words: request, usual: ['active'] }),
    ...personConcerns(target(bundle, claim, 'patient'), true),
    ...linkConcerns(bundle),
    ...objects(claim.resource.insurance).flatMap((one) => coverageConcerns(bundle, one)),
    ...providersOf(bundle).flatMap(providerConcerns),
    ...items.flatMap(({ valueReference }) => followed(bundle, valueReference)).flatMap(attached),
  ];
}

const request = { en: 'the request', es: 'la solicitud' };
const coverage = { en: 'the coverage', es: 'la cobertura' };
const document = { en: 'a document that was sent along', es: 'un documento adjunto' };

interface StateRule {
  readonly words: LocalizedText;
  /** States in which the resource is taken as it stands. */
  readonly usual: readonly string[];
}

function stated(entry: BundleEntry, element: string, rule: StateRule): readonly Concern[] {
  const state = text(entry.resource[element]);
  if (state !== undefined && rule.usual.includes(state)) return [];
  return [concern(entry, `${element} is ${state ?? 'absent'}`, stateWords(rule.words, state))];
}

function concern(entry: BundleEntry, detail: string, words: LocalizedText): Concern {
  return { kind: 'modifier', origin: entry.expression, detail, words };
}

/** Whoever subscribes may have died, and the plan goes on for those whom it covers. */
function personConcerns(entry: BundleEntry | undefined, isPatient: boolean): readonly Concern[] {
  if (entry === undefined) return [];
  const { active, link } = entry.resource;
  const found: Concern[] = [];
  if (isPatient && !isAlive(entry.resource)) {
    found.push({ ...concern(entry, 'deceased', dead), isOfMember: true });
  }
  if (!isInUse(active)) found.push(concern(entry, 'active is not true', unusedPerson));
  const usual = isPatient ? ['replaces'] : ['replaces', 'seealso'];
  const isReplaced = objects(link).some(({ type }) => !usual.includes(text(type) ?? ''));
  if (isReplaced) found.push(concern(entry, 'link to the record that counts', replaced));
  return found;
}

/** What the patient's record has replaced is an old number, and no other person who is here. */
function linkConcerns(bundle: RequestBundle): readonly Concern[] {
  const patient = target(bundle, bundle.claim, 'patient');
  if (patient?.resource.link === undefined) return [];
  const own = typedIdentifiersOf(patient.resource.identifier).filter(({ type }) => type === 'MB');
  const isOfAnother = objects(patient.resource.link).some(({ other }) => {
    const led = pointed(bundle, patient, other);
    const system = text(object(object(other)?.identifier)?.system);
    return (led !== undefined && led !== patient) || own.some((one) => one.system === system);
  });
  return isOfAnother ? [concern(patient, 'link to another record', another)] : [];
}

/** A date of death that is not told is a death all the same. */
function isAlive(patient: JsonObject): boolean {
  const {
    deceasedBoolean = false,
    deceasedDateTime,
    _deceasedDateTime,
    _deceasedBoolean,
  } = patient;
  const others = [deceasedDateTime, _deceasedDateTime, _deceasedBoolean];
  return deceasedBoolean === false && others.every((one) => one === undefined);
}

const dead: LocalizedText = {
  en: 'the request says that the patient has died',
  es: 'la solicitud indica que el paciente falleció',
};
const unusedPerson: LocalizedText = {
  en: "the sender's record of the patient or subscriber is marked as not in use",
  es: 'el registro del paciente o titular del remitente está marcado como fuera de uso',
};
const replaced: LocalizedText = {
  en: "the sender's record of the patient or subscriber was replaced by another",
  es: 'el registro del paciente o titular del remitente fue sustituido por otro',
};
const another: LocalizedText = {
  en: "the sender's record of the patient names another member or record of the request",
  es: 'el registro del paciente del remitente nombra a otro afiliado o registro de la solicitud',
};
const unusedProvider: LocalizedText = {
  en: 'the record of a provider or payer in the request is marked as not in use',
  es: 'el registro de un proveedor o pagador de la solicitud está marcado como fuera de uso',
};

function isInUse(active: Json | undefined): boolean {
  return active === undefined || active === true;
}

/** The coverage that decides is in force; others may be over, but neither drafts nor errors. */
function coverageConcerns(bundle: RequestBundle, insurance: JsonObject): readonly Concern[] {
  const others = objects(bundle.claim.resource.insurance);
  const isChosen = insurance.focal === true || others.every(({ focal }) => focal !== true);
  const usual = isChosen ? ['active'] : ['active', 'cancelled'];
  return followed(bundle, insurance.coverage).flatMap((entry) => [
    ...stated(entry, 'status', { words: coverage, usual }),
    ...personConcerns(target(bundle, entry, 'subscriber'), false),
  ]);
}

function providerConcerns(entry: BundleEntry): readonly Concern[] {
  if (isInUse(entry.resource.active)) return [];
  return [concern(entry, 'active is not true', unusedProvider)];
}

/**
 * The payer, who asks, who takes part, and who gave orders; a role with its practitioner and its
 * organization.
 */
function providersOf(bundle: RequestBundle): readonly BundleEntry[] {
  const { resource } = bundle.claim;
  const members = objects(resource.careTeam).map(({ provider }) => provider);
  const ordering = bundle.entries.filter(isOrder).flatMap((order) => {
    const { requester, orderer } = order.resource;
    return pointed(bundle, order, requester ?? orderer) ?? [];
  });
  const named = [
    ...[resource.provider, resource.insurer, ...members].flatMap((one) => followed(bundle, one)),
    ...ordering.filter(isProvider),
  ];
  const parts = named.flatMap((entry) =>
    ['practitioner', 'organization'].flatMap((name) => target(bundle, entry, name) ?? []),
  );
  return [...new Set([...named, ...parts])];
}

/** Documents that were withdrawn or replaced; what evidence rests on has its states elsewhere. */
function attached(entry: BundleEntry): readonly Concern[] {
  if (entry.type === 'DocumentReference') {
    const { docStatus } = entry.resource;
    return [
      ...stated(entry, 'status', { words: document, usual: ['current'] }),
      ...(docStatus === undefined
        ? []
        : stated(entry, 'docStatus', { words: document, usual: ['final', 'amended'] })),
    ];
  }
  if (isEvidence(entry)) return [];
  const { status } = entry.resource;
  const isUnusable = typeof status === 'string' && unusable.has(status);
  return isUnusable ? stated(entry, 'status', { words: document, usual: [] }) : [];
}

/** States of whatever may be sent along that are not those of something that counts. */
const unusable: ReadonlySet<string> = new Set([
  ...[...withdrawn, 'superseded', 'revoked', 'stopped', 'unknown', 'draft'],
  ...['inactive', 'retired', 'abandoned', 'nullified', 'not-done'],
]);

function followed(bundle: RequestBundle, value: Json | undefined): readonly BundleEntry[] {
  const entry = pointed(bundle, bundle.claim, value);
  return entry === undefined ? [] : [entry];
}
