import type {
  OrderSchedule,
  RequestedOrder,
  ReviewRequest,
} from '../../../domain/review/review-request.ts';
import { keptWith } from '../../../kept-with.ts';
import type { ProblemIssue } from '../../../problem.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { whoIs } from '../../facts/subject.ts';
import type { JsonObject } from '../../json/json.ts';
import { codeOf, codesOf, coding } from '../read/codes.ts';
import { civilDate, instant } from '../read/dates.ts';
import { decimalText, integer, object, objects, referenceOf, text } from '../read/element.ts';
import { extension, extensions, pasExtension, pasValue } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';
import { kindOf } from './kind-as-sent.ts';
import { orderedSpan, timingsOf } from './order-times.ts';
import { orderWords } from './order-words.ts';
import { ordererOf } from './orderer.ts';
import { withOwnMarks } from './own-systems.ts';
import { target } from './parties.ts';
import { quantityOf } from './quantities.ts';

/** Where CRD answers for an order lie on the order itself. */
const coverageAnswerUrl =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';

/** Where each kind of order says for whom it is. Source: PAS extension-requestedService. */
const PATIENT_AT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    DeviceRequest: 'subject',
    MedicationRequest: 'subject',
    NutritionOrder: 'patient',
    ServiceRequest: 'subject',
  }),
);

/** True for the resource types that order something. */
export function isOrder({ type }: BundleEntry): boolean {
  return PATIENT_AT.has(type);
}

/**
 * The order behind an item: what was ordered, for whom, how much and how often. Shape: undefined
 * when the item names none; of kind `unknown` when what it names is not here, or no order.
 * Source: PAS extension-requestedService; the four order profiles.
 */
export function orderOf(bundle: RequestBundle, item: JsonObject): RequestedOrder | undefined {
  const [named] = namedOrders(item);
  if (named === undefined) return undefined;
  return orderIn(bundle, orderEntry(bundle, named));
}

/** Of a request: read once, however many lines name it. */
const kept = keptWith<BundleEntry, RequestedOrder>();

function orderIn(bundle: RequestBundle, entry: BundleEntry | undefined): RequestedOrder {
  const patientAt = PATIENT_AT.get(entry?.type ?? '');
  if (entry === undefined || patientAt === undefined) return { kind: 'unknown', codes: [] };
  return kept(entry, () => bounded(readOrder(bundle, entry, patientAt)));
}

/** Each line that names an order has all that is kept of it. */
const WRITTEN_MAX = 4_000;

function bounded(order: RequestedOrder): RequestedOrder {
  const isLong = JSON.stringify(order).length > WRITTEN_MAX;
  return isLong ? { kind: order.kind, isLong, codes: [] } : order;
}

function readOrder(bundle: RequestBundle, entry: BundleEntry, patientAt: string): RequestedOrder {
  const { resource, type } = entry;
  const medication = target(bundle, entry, 'medicationReference')?.resource;
  const dosage = objects(resource.dosageInstruction)[0];
  const [timing] = timingsOf(resource);
  const rates = objects(dosage?.doseAndRate)[0];
  const codesEnd = codesOf(pasValue(resource, 'productOrServiceCodeEnd', 'valueCodeableConcept'));
  return present({
    kind: type,
    isOfPatient: isOfPatient(bundle, entry, patientAt),
    status: text(resource.status),
    intent: text(resource.intent),
    codes: withOwnMarks(bundle, orderedCodes(entry, medication)),
    codesEnd: codesEnd.length === 0 ? undefined : codesEnd,
    quantity: orderedQuantity(resource),
    repeats: integer(object(resource.dispenseRequest)?.numberOfRepeatsAllowed),
    dose: quantityOf(rates?.doseQuantity),
    schedule: scheduleOf(timing),
    span: orderedSpan(resource),
    authoredOn: civilDate(resource.authoredOn),
    authoredAt: instant(resource.authoredOn),
    categories: categoriesOf(bundle, resource),
    orderer: ordererOf(bundle, entry),
    reasons: reasonsOf(bundle, resource),
    texts: textsOf(resource, medication),
    coverageAssertions: assertionsOf(resource),
  });
}

/** The orders that the request as a whole leans on; one that is only numbered is not looked at. */
export function claimOrdersOf(bundle: RequestBundle): ReviewRequest['claimOrders'] {
  const { claim } = bundle;
  const found = CLAIM_ORDERS.flatMap((role) =>
    referenceOf(claim.resource[role]) === undefined
      ? []
      : [{ role, ...orderIn(bundle, target(bundle, claim, role)) }],
  );
  return found.length === 0 ? undefined : found;
}

const CLAIM_ORDERS = ['prescription', 'originalPrescription', 'referral'] as const;

/** A ratio or a range is an amount without a number: it is there, and can't be compared. */
function orderedQuantity(order: JsonObject): RequestedOrder['quantity'] {
  const dispensed = object(order.dispenseRequest)?.quantity;
  return quantityOf(
    order.quantityQuantity ?? dispensed ?? order.quantityRatio ?? order.quantityRange,
  );
}

/**
 * Orders that say that they must not be carried out: authorizing them would turn them round.
 * Source: R4 ServiceRequest.doNotPerform, MedicationRequest.doNotPerform (modifiers).
 */
export function forbiddenOrders(bundle: RequestBundle): readonly ProblemIssue[] {
  const found = new Set<BundleEntry>();
  for (const item of objects(bundle.claim.resource.item)) {
    for (const named of namedOrders(item)) {
      const entry = orderEntry(bundle, named);
      if ((entry?.resource.doNotPerform ?? false) !== false && entry) found.add(entry);
    }
  }
  return [...found].map(({ expression }) => ({
    severity: 'error',
    code: 'not-supported',
    expression: `${expression}.doNotPerform`,
    rule: 'PAS/spec-25',
    text:
      'The order says that this must not be done, so it can not be authorized. ' +
      'To mend it: refer to the order of what is to be done.',
  }));
}

/** What an item says it was ordered by; more than one is for a person. */
export function namedOrders(item: JsonObject): readonly JsonObject[] {
  return extensions(item, pasExtension('requestedService'));
}

/** The entry of an order that an item names. */
export function orderEntry(bundle: RequestBundle, named: JsonObject): BundleEntry | undefined {
  return pointed(bundle, bundle.claim, named.valueReference);
}

/** Whether the order is for the patient of the request; undefined when it names nobody here. */
function isOfPatient(bundle: RequestBundle, order: BundleEntry, at: string): boolean | undefined {
  const subject = whoIs(bundle, order, order.resource[at]);
  return subject === 'none' ? undefined : subject === 'patient';
}

/** Each kind of order names what it orders elsewhere; a medication may be a resource of its own. */
function orderedCodes(
  { resource, type }: BundleEntry,
  medication: JsonObject | undefined,
): RequestedOrder['codes'] {
  if (type === 'DeviceRequest') return codesOf(resource.codeCodeableConcept);
  if (type === 'NutritionOrder') {
    const diet = objects(object(resource.oralDiet)?.type).flatMap(codesOf);
    return [...diet, ...codesOf(object(resource.enteralFormula)?.baseFormulaType)];
  }
  if (type !== 'MedicationRequest') return codesOf(resource.code);
  return codesOf(resource.medicationCodeableConcept ?? medication?.code);
}

function categoriesOf(
  bundle: RequestBundle,
  { category }: JsonObject,
): RequestedOrder['categories'] {
  const given = objects(category).map((concept) => kindOf(bundle, concept));
  return given.length === 0 ? undefined : given;
}

/** Why it was given: by codes and words, and what resources are called that say it. */
function reasonsOf(
  bundle: RequestBundle,
  { reasonCode, reasonReference }: JsonObject,
): RequestedOrder['reasons'] {
  const coded = objects(reasonCode).map((one) => {
    const unread = objects(one.coding).filter((code) => coding(code) === undefined);
    return {
      codes: withOwnMarks(bundle, codesOf(one)),
      texts: [text(one.text), ...unread.map(({ display }) => text(display))],
    };
  });
  const named = objects(reasonReference).map(({ display }) => ({
    codes: [],
    texts: [text(display)],
  }));
  const reasons = [...coded, ...named].map(({ codes, texts }) => ({
    codes,
    texts: texts.filter((one) => one !== undefined),
  }));
  const given = reasons.filter(({ codes, texts }) => codes.length + texts.length > 0);
  return given.length === 0 ? undefined : given;
}

/** What is written on an order, and on the medication that it names. */
function textsOf(order: JsonObject, medication: JsonObject | undefined): RequestedOrder['texts'] {
  const said = [...orderWords(order), ...(medication === undefined ? [] : orderWords(medication))];
  const told = said.filter((one) => one !== '');
  return told.length === 0 ? undefined : told;
}

function scheduleOf(timing: JsonObject | undefined): OrderSchedule | undefined {
  if (timing === undefined) return undefined;
  const repeat = object(timing.repeat);
  return present({
    bound: quantityOf(repeat?.boundsDuration ?? repeat?.boundsRange),
    count: integer(repeat?.count),
    countMax: integer(repeat?.countMax),
    frequency: integer(repeat?.frequency),
    frequencyMax: integer(repeat?.frequencyMax),
    period: decimalText(repeat?.period),
    periodMax: decimalText(repeat?.periodMax),
    periodUnit: text(repeat?.periodUnit),
    calendarPattern: codeOf(pasValue(timing, 'timingcalendarpattern', 'valueCodeableConcept')),
    deliveryPattern: codeOf(pasValue(timing, 'timingdeliverypattern', 'valueCodeableConcept')),
  });
}

function assertionsOf(order: JsonObject): readonly string[] | undefined {
  const answers = extensions(order, coverageAnswerUrl);
  const ids = answers.flatMap(
    (answer) => text(extension(answer, 'coverage-assertion-id')?.valueString) ?? [],
  );
  return ids.length === 0 ? undefined : ids;
}
