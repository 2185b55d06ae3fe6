import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { stateWords } from '../../../domain/review/state-words.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { whoIs } from '../../facts/subject.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';
import { isAtOdds, timingsOf } from './order-times.ts';
import { target } from './parties.ts';

/** A concern of an order, whichever lines it is for. */
export type OrderConcern = Pick<Concern, 'origin' | 'detail' | 'words'>;

/**
 * What in an order means something else than it seems, or more than is read of it: amounts that are
 * limits, more than one dosage, dates that exclude each other, a medication that is not to be used
 * or was only reported, an order for a stay, and one that no clinician gave.
 * Source: R4 Quantity.comparator, Medication.status (modifiers), MedicationRequest.reported[x],
 * MedicationRequest.category, requester and orderer of orders.
 */
export function orderConcerns(bundle: RequestBundle, order: BundleEntry): readonly OrderConcern[] {
  const { resource, expression: origin } = order;
  const { reportedBoolean = false, reportedReference } = resource;
  const isReported = reportedBoolean !== false || reportedReference !== undefined;
  const found: readonly (readonly [boolean, string, LocalizedText])[] = [
    [amountsOf(resource).some(hasComparator), 'a comparator', boundWords],
    [isReported, 'reported, not ordered', reported],
    [isOfSeveral(resource), 'several dosages', severalDosages],
    [isAtOdds(resource), 'its dates', atOdds],
    [isForStay(order), 'its category', forStay],
    [!isOfClinician(bundle, order), 'who ordered', ofNoClinician],
  ];
  return [
    ...found.flatMap(([isSo, detail, words]) => (isSo ? [{ origin, detail, words }] : [])),
    ...medicationConcerns(bundle, order),
  ];
}

/** True for an amount that is said as a limit. */
export function hasComparator(amount: Json | undefined): boolean {
  return object(amount)?.comparator !== undefined;
}

/** An amount that is said as a limit, in the words of a letter. */
export const boundWords: LocalizedText = {
  en: 'an amount that was asked for or ordered is said as a limit ("less than", "at least")',
  es: 'una cantidad solicitada u ordenada se indica como un límite («menos de», «al menos»)',
};
const reported: LocalizedText = {
  en: 'what the line refers to is a report of a medication, and no order',
  es: 'aquello a lo que se refiere la línea es un informe de un medicamento, y no una orden',
};
const severalDosages: LocalizedText = {
  en: 'the order says in more than one way how much is to be given, or when',
  es: 'la orden dice de más de una manera cuánto se debe dar, o cuándo',
};
const atOdds: LocalizedText = {
  en: 'the dates of the order exclude each other, or can not be read',
  es: 'las fechas de la orden se excluyen entre sí, o no se pueden leer',
};
const forStay: LocalizedText = {
  en: 'the order is for a stay in a hospital, or does not say that it is for care outside of one',
  es: 'la orden es para una estancia en un hospital, o no dice que es para fuera de él',
};
const ofNoClinician: LocalizedText = {
  en: 'the order was not given by a clinician or an organization',
  es: 'la orden no la dio un profesional clínico ni una organización',
};
const medication: LocalizedText = { en: 'the medication', es: 'el medicamento' };

function medicationConcerns(bundle: RequestBundle, order: BundleEntry): readonly OrderConcern[] {
  const drug = target(bundle, order, 'medicationReference');
  const status = text(drug?.resource.status) ?? 'active';
  if (drug === undefined || status === 'active') return [];
  const detail = `status is ${status}`;
  return [{ origin: drug.expression, detail, words: stateWords(medication, status) }];
}

/** The amounts of an order that are read. */
function amountsOf(order: JsonObject): readonly (Json | undefined)[] {
  const [dosage] = objects(order.dosageInstruction);
  const [timing] = timingsOf(order);
  return [
    order.quantityQuantity,
    object(order.dispenseRequest)?.quantity,
    objects(dosage?.doseAndRate)[0]?.doseQuantity,
    object(timing?.repeat)?.boundsDuration,
  ];
}

/** Only the first of each is read as an amount. */
function isOfSeveral(order: JsonObject): boolean {
  const dosages = objects(order.dosageInstruction);
  const [dosage] = dosages;
  const isOne = dosages.length < 2 && timingsOf(order).length < 2;
  return !isOne || objects(dosage?.doseAndRate).length > 1;
}

const MEDICATION_CATEGORIES = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category';
/** Where what is ordered is taken outside of a hospital. */
const OUTSIDE: ReadonlySet<string> = new Set(['outpatient', 'community', 'discharge']);

/** Each category has to say that it is for outside; other systems only translate it. */
function isForStay({ type, resource }: BundleEntry): boolean {
  if (type !== 'MedicationRequest') return false;
  return objects(resource.category).some((category) => {
    const own = codesOf(category).filter(({ system }) => system === MEDICATION_CATEGORIES);
    return own.length === 0 || own.some(({ code }) => !OUTSIDE.has(code));
  });
}

const CLINICIANS: ReadonlySet<string> = new Set([
  ...['Practitioner', 'PractitionerRole', 'Organization'],
]);

/**
 * False when whoever ordered is known to be somebody else: by the resource, by what the reference
 * calls it, or by a number of the patient.
 */
function isOfClinician(bundle: RequestBundle, order: BundleEntry): boolean {
  const given = object(order.resource.requester ?? order.resource.orderer);
  if (given === undefined) return true;
  if (whoIs(bundle, order, given) === 'patient') return false;
  const [, named] =
    /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+(?:\/_history\/[^/]+)?$/u.exec(text(given.reference) ?? '') ??
    [];
  const types = [pointed(bundle, order, given)?.type, named, text(given.type)];
  return types.every((type) => type === undefined || CLINICIANS.has(type));
}
