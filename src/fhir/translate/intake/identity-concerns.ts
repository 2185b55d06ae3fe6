import type { LocalizedText } from '../../../domain/code.ts';
import { wordsOf } from '../../../domain/policy/phrases.ts';
import { npiSystem, parseNpi } from '../../../domain/provider/npi.ts';
import type { Concern, TypedIdentifier } from '../../../domain/review/review-request.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { typedIdentifiersOf } from '../read/codes.ts';
import { classValues } from '../read/coverage-class.ts';
import { currentName } from '../read/current-name.ts';
import { object, objects, referenceOf, text, texts } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';
import { currentTypedIdentifiers } from './identifiers.ts';
import { namedOrders } from './orders.ts';
import { isProvider, target } from './parties.ts';

/**
 * Where the request contradicts itself on who somebody is: references whose identifier is not that
 * of the resource which they lead to, member ids of which none is in use any more, and coverages of
 * several plans.
 * Source: R4 Reference.identifier, Identifier.use and Identifier.period.
 */
export function identityConcerns(bundle: RequestBundle): readonly Concern[] {
  const coverages = chosenCoverages(bundle);
  return [
    ...outdatedConcerns(bundle, coverages),
    ...classConcerns(coverages),
    ...contradictions(bundle),
    ...namesakes(bundle),
    ...wrongNumbers(bundle),
  ];
}

/**
 * Names of the patient that say in one piece what their parts don't, and other names that share no
 * word with the one they go by. Source: R4 HumanName.
 */
function namesakes(bundle: RequestBundle): readonly Concern[] {
  const patient = target(bundle, bundle.claim, 'patient');
  const names = objects(patient?.resource.name);
  const isOther = names.some((name) => {
    const parts = [text(name.family) ?? '', ...PARTS.flatMap((one) => texts(name[one]))];
    const known = new Set(parts.flatMap(wordsOf));
    const hasParts = parts.some((part) => part !== '');
    return hasParts && wordsOf(text(name.text) ?? '').some((word) => !known.has(word));
  });
  if (patient === undefined) return [];
  const own = new Set(allWordsOf(currentName(patient.resource) ?? {}));
  const isStrange = names.some((name) => {
    const words = name.use === 'old' || isNickname(name) ? [] : allWordsOf(name);
    return words.length > 0 && !words.some((word) => own.has(word));
  });
  if (!isOther && !isStrange) return [];
  const detail = isOther ? 'its text is another name' : 'a name that shares no word with the other';
  return [concern(`${patient.expression}.name`, detail, isOther ? twoNames : strangeName)];
}

function allWordsOf({ family, given, text: whole }: JsonObject): readonly string[] {
  return [text(family) ?? '', ...texts(given), text(whole) ?? ''].flatMap(wordsOf);
}

/** What friends call somebody is like no other name of theirs. */
function isNickname({ use, family }: JsonObject): boolean {
  return use === 'nickname' && family === undefined;
}

/** Numbers of providers that no register gives. Source: 45 CFR 162.406. */
function wrongNumbers({ entries }: RequestBundle): readonly Concern[] {
  const found = entries.filter(
    (entry) =>
      isProvider(entry) &&
      typedIdentifiersOf(entry.resource.identifier).some(
        ({ system, value = '' }) => system === npiSystem && parseNpi(value) === undefined,
      ),
  );
  return found.map(({ expression }) => concern(expression, 'an NPI that is none', noNumber));
}

const PARTS = ['given', 'prefix', 'suffix'];

function contradictions(bundle: RequestBundle): readonly Concern[] {
  const found = namingsOf(bundle).filter((naming) => isOfAnother(bundle, naming));
  return found.map(({ expression, lines }) => ({
    ...concern(expression, otherDetail, other),
    ...(lines === undefined ? {} : { lines }),
  }));
}

/** A Reference by which the request names somebody, or a coverage, or an order. */
interface Naming {
  readonly from: BundleEntry;
  readonly given: Json | undefined;
  readonly expression: string;
  /** Sequences of the lines that it concerns; absent: all. */
  readonly lines?: readonly number[];
}

/** The elements that name somebody, of the resources that the Claim leads to. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  Claim: ['patient', 'insurer', 'provider'],
  Coverage: ['beneficiary', 'subscriber', 'payor'],
  PractitionerRole: ['practitioner', 'organization'],
  DeviceRequest: ['subject'],
  MedicationRequest: ['subject'],
  NutritionOrder: ['patient'],
  ServiceRequest: ['subject'],
};

function namingsOf(bundle: RequestBundle): readonly Naming[] {
  const { claim } = bundle;
  const { resource, expression } = claim;
  const first = [
    ...namingsIn(claim),
    ...objects(resource.insurance).map(({ coverage }, index) => ({
      ...{ from: claim, given: coverage, expression: `${expression}.insurance[${index}].coverage` },
    })),
    ...objects(resource.careTeam).map(({ provider }, index) => ({
      ...{ from: claim, given: provider, expression: `${expression}.careTeam[${index}].provider` },
    })),
    ...objects(resource.item).flatMap((item, index) =>
      namedOrders(item).map(({ valueReference }) => ({
        ...{ from: claim, given: valueReference, expression: `${expression}.item[${index}]` },
        ...(typeof item.sequence === 'number' ? { lines: [item.sequence] } : {}),
      })),
    ),
  ];
  return [...first, ...first.flatMap((naming) => followed(bundle, naming))];
}

/** What the resource that is named names in its turn. */
function followed(bundle: RequestBundle, { from, given, lines }: Naming): readonly Naming[] {
  const entry = pointed(bundle, from, given);
  if (entry === undefined) return [];
  return namingsIn(entry).map((one) => (lines === undefined ? one : { ...one, lines }));
}

function namingsIn(from: BundleEntry): readonly Naming[] {
  return (Object.hasOwn(NAMING, from.type) ? (NAMING[from.type] ?? []) : []).flatMap((name) => {
    const [value, expression] = [from.resource[name], `${from.expression}.${name}`];
    if (!Array.isArray(value)) return [{ from, given: value, expression }];
    return value.map((given, index) => ({ from, given, expression: `${expression}[${index}]` }));
  });
}

/** Without a system an identifier is compared by its value; of other systems it says nothing. */
function isOfAnother(bundle: RequestBundle, { from, given: value }: Naming): boolean {
  const [reference, given] = [referenceOf(value), object(value)?.identifier];
  if (reference === undefined || object(given) === undefined) return false;
  const [named] = currentTypedIdentifiers(bundle, [given ?? null]);
  const entry = bundle.resolve(reference, from);
  if (named?.value === undefined || entry === undefined) return false;
  const own = typedIdentifiersOf(entry.resource.identifier);
  if (own.some((one) => isSame(one, named))) return false;
  return own.some((one) => isComparable(one, named));
}

function isSame(one: TypedIdentifier, named: TypedIdentifier): boolean {
  const isOfSystem = [one.system, named.system].includes(undefined) || one.system === named.system;
  return one.value === named.value && isOfSystem;
}

function isComparable(one: TypedIdentifier, named: TypedIdentifier): boolean {
  const isOfKind = named.type !== undefined && one.type === named.type;
  return isOfKind || named.system === undefined || one.system === named.system;
}

/** Member ids that all are old, and resources of which all identifiers are. */
function outdatedConcerns(
  bundle: RequestBundle,
  coverages: readonly BundleEntry[],
): readonly Concern[] {
  const patient = target(bundle, bundle.claim, 'patient');
  const entries = patient === undefined ? coverages : [patient, ...coverages];
  const named = entries.map(({ resource: { identifier }, expression }) => ({
    expression,
    all: typedIdentifiersOf(identifier),
    current: currentTypedIdentifiers(bundle, identifier),
  }));
  const isNoneCurrent = named.every(({ current }) => !current.some(isMemberId));
  const outdated = named.filter(
    ({ all, current }) =>
      (isNoneCurrent && all.some(isMemberId)) || (all.length > 0 && current.length === 0),
  );
  return outdated.map(({ expression }) =>
    concern(`${expression}.identifier`, 'no identifier that is in use', unused),
  );
}

/** Coverages of which nobody can say under which plan or group they are. */
function classConcerns(coverages: readonly BundleEntry[]): readonly Concern[] {
  const several = coverages.filter(({ resource }) =>
    ['plan', 'group'].some((kind) => classValues(resource, kind).length > 1),
  );
  return several.map(({ expression }) =>
    concern(`${expression}.class`, 'several plans or groups', severalPlans),
  );
}

/** The coverages under which the request is made. */
function chosenCoverages(bundle: RequestBundle): readonly BundleEntry[] {
  const insurances = objects(bundle.claim.resource.insurance);
  const chosen = insurances.filter(({ focal }) => focal === true);
  return (chosen.length > 0 ? chosen : insurances).flatMap(
    ({ coverage }) => pointed(bundle, bundle.claim, coverage) ?? [],
  );
}

function isMemberId({ type }: TypedIdentifier): boolean {
  return type === 'MB';
}

function concern(origin: string, detail: string, words: LocalizedText): Concern {
  return { kind: 'modifier', origin, detail, words };
}

const otherDetail = 'its identifier is none of the resource that it leads to';
const other: LocalizedText = {
  en: 'a reference that leads to one record and gives the identifier of another',
  es: 'una referencia que lleva a un registro y da el identificador de otro',
};
const unused: LocalizedText = {
  en: 'identifiers of the patient or of the coverage that are no longer in use',
  es: 'identificadores del paciente o de la cobertura que ya no están en uso',
};
const noNumber: LocalizedText = {
  en: 'a provider with an NPI whose digits are wrong',
  es: 'un proveedor con un NPI cuyos dígitos son incorrectos',
};
const twoNames: LocalizedText = {
  en: 'a name of the patient that says in one piece what its parts do not',
  es: 'un nombre del paciente que dice en una pieza lo que sus partes no dicen',
};
const strangeName: LocalizedText = {
  en: 'two names of the patient that have no word in common',
  es: 'dos nombres del paciente que no tienen ninguna palabra en común',
};
const severalPlans: LocalizedText = {
  en: 'a coverage that names several plans or several groups',
  es: 'una cobertura que nombra varios planes o varios grupos',
};
