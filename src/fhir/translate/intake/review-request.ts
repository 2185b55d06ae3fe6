import type { Diagnosis, ReviewRequest } from '../../../domain/review/review-request.ts';
import type { Problem, ProblemIssue } from '../../../problem.ts';
import { fail, ok, present, type Result } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codeOf, codesOf, identifierOf, identifiersOf } from '../read/codes.ts';
import { civilDate, instant } from '../read/dates.ts';
import { integer, object, objects, text } from '../read/element.ts';
import { extension, extensions, pasExtension, pasValue } from '../read/extensions.ts';
import { partialSpan } from '../read/inexact-dates.ts';
import { pointed } from '../read/pointed.ts';
import { calledInRequest } from './called-concepts.ts';
import { careTeamOf } from './care-team.ts';
import { concernsOf } from './concerns.ts';
import { coveragesOf } from './coverages.ts';
import { isUpdate } from './earlier-request.ts';
import { encounterOf } from './encounter.ts';
import { certificationType, priorityOf, urgencyLevel } from './kind-codes.ts';
import { requestLine } from './lines.ts';
import { unknownModifiers } from './modifiers.ts';
import { claimOrdersOf, forbiddenOrders } from './orders.ts';
import { paperWords } from './paper-words.ts';
import { insurerOf, patientOf, requesterOf } from './parties.ts';
import { patientWords } from './patient-words.ts';
import { otherDocuments } from './profile-claims.ts';
import { providerWords } from './provider-words.ts';
import { qualificationsOf } from './qualifications.ts';
import { moneyOf } from './quantities.ts';
import { residenceOf } from './residence.ts';
import { supportingItem } from './supporting-items.ts';

/**
 * Reads a valid request Bundle into the payer's own words.
 * Problems: resource-invalid for what cannot be a review request (Claim.use `claim`) and for
 * modifiers that we do not know, all at once.
 * Source: PAS profile-claim and profile-claim-update; spec-12, spec-25, spec-34.
 */
export function toReviewRequest(bundle: RequestBundle): Result<ReviewRequest, Problem> {
  const claim = bundle.claim.resource;
  const transmissionIdentifier = transmissionNumber(bundle.bundle.identifier);
  const transmittedAt = instant(bundle.bundle.timestamp);
  const purpose = purposeOf(claim);
  const issues = [
    ...otherDocuments(bundle),
    ...unknownModifiers(bundle),
    ...forbiddenOrders(bundle),
  ];
  if (purpose === undefined) issues.push(noReview);
  if (objects(claim.item).length === 0) issues.push(noLines);
  if (transmissionIdentifier === undefined) issues.push(missing('Bundle.identifier', 'identifier'));
  if (transmittedAt === undefined) issues.push(missing('Bundle.timestamp', 'timestamp'));
  const [issue] = issues;
  if (issue !== undefined || purpose === undefined) return fail(invalid(issues));
  if (transmissionIdentifier === undefined || transmittedAt === undefined) {
    return fail(invalid(issues));
  }
  return ok(
    present({
      transmissionIdentifier,
      transmittedAt,
      purpose,
      ...headerOf(bundle),
      ...partsOf(bundle),
    }),
  );
}

/** The guide asks for the identifier, and for none of its parts. Source: PAS request bundle. */
function transmissionNumber(
  value: Json | undefined,
): ReviewRequest['transmissionIdentifier'] | undefined {
  const given = object(value);
  if (given === undefined) return undefined;
  return present({ system: text(given.system), value: text(given.value) });
}

function invalid(issues: readonly ProblemIssue[]): Problem {
  return { code: 'resource-invalid', issues };
}

/** A review is asked for by preauthorization or predetermination, never by a bill. */
function purposeOf({ use }: JsonObject): ReviewRequest['purpose'] | undefined {
  return use === 'preauthorization' || use === 'predetermination' ? use : undefined;
}

const noReview: ProblemIssue = {
  severity: 'error',
  code: 'not-supported',
  expression: 'Bundle.entry[0].resource.use',
  rule: 'PAS/use',
  text: 'This is no request for review. To mend it: set use to preauthorization.',
};

const noLines: ProblemIssue = {
  ...{ severity: 'error', code: 'required', expression: 'Bundle.entry[0].resource.item' },
  rule: 'PAS/item',
  text: 'This asks for nothing. To mend it: name each service that is asked for in an item.',
};

function missing(expression: string, name: string): ProblemIssue {
  return {
    severity: 'error',
    code: 'required',
    expression,
    rule: `PAS/${name}`,
    text: `The ${name} is missing or incomplete. To mend it: give the ${name} of the transmission.`,
  };
}

function headerOf({ bundle, claim: { resource: claim } }: RequestBundle) {
  return present({
    createdOn: civilDate(claim.created),
    traceNumbers: identifiersOf(claim.identifier),
    transmission: transmissionOf(claim),
    change: isUpdate(claim) ? ('update' as const) : ('none' as const),
    claimType: codeOf(claim.type) ?? { system: '', code: '' },
    priority: priorityOf(claim),
    levelOfService: urgencyLevel(claim),
    certificationType: certificationType(claim),
    ...billableOf(claim),
    authorizationNumber: text(pasValue(claim, 'authorizationNumber', 'valueString')),
    administrativeReferenceNumber: text(
      pasValue(claim, 'administrationReferenceNumber', 'valueString'),
    ),
    language: languageOf(bundle, claim),
  });
}

/** A Period without a start says no more than when all is over. */
function billableOf({ billablePeriod }: JsonObject) {
  const { from, to } = partialSpan(billablePeriod) ?? {};
  return from === undefined ? { billableEnd: to } : { billableSpan: present({ from, to }) };
}

function languageOf(bundle: JsonObject, claim: JsonObject): ReviewRequest['language'] {
  const tag = text(bundle.language) ?? text(claim.language) ?? 'en';
  return /^es\b/iu.test(tag) ? 'es' : 'en';
}

function transmissionOf(claim: JsonObject): ReviewRequest['transmission'] {
  const [parties] = extensions(claim, pasExtension('TransmissionIdentifiers'));
  const part = (name: string): string | undefined => text(extension(parties, name)?.valueString);
  const [sender, receiver] = [part('applicationSenderCode'), part('applicationReceiverCode')];
  if (sender === undefined || receiver === undefined) return undefined;
  return present({
    applicationSender: sender,
    applicationReceiver: receiver,
    interchangeSender: part('interchangeSenderID'),
    interchangeReceiver: part('interchangeReceiverID'),
  });
}

function partsOf(bundle: RequestBundle) {
  const { claim } = bundle;
  const { resource } = claim;
  const at = (name: string, index: number): string => `${claim.expression}.${name}[${index}]`;
  return present({
    patient: patientOf(bundle),
    insurer: insurerOf(bundle),
    requester: requesterOf(bundle),
    coverages: coveragesOf(bundle),
    careTeam: careTeamOf(bundle),
    diagnoses: objects(resource.diagnosis).map(diagnosisOf),
    supportingItems: objects(resource.supportingInfo).map((item, index) =>
      supportingItem(bundle, item, at('supportingInfo', index)),
    ),
    accident: accidentOf(resource),
    replaced: replacedOf(bundle),
    claimOrders: claimOrdersOf(bundle),
    encounter: encounterOf(bundle),
    conditions: extensions(resource, pasExtension('conditionCode')).flatMap(conditionOf),
    total: totalOf(resource),
    qualifications: qualificationsOf(bundle),
    homeHealth: homeHealthOf(resource),
    lines: objects(resource.item).map((item, index) =>
      requestLine(bundle, item, at('item', index)),
    ),
    concerns: concernsOf(bundle),
    written: writtenOf(bundle),
  });
}

function writtenOf(bundle: RequestBundle): ReviewRequest['written'] {
  const papers = paperWords(bundle);
  const called = [...(calledInRequest(bundle) ?? []), ...(papers.called ?? [])];
  const written = present({
    ...papers,
    called: called.length === 0 ? undefined : called,
    ...providerWords(bundle),
    residence: residenceOf(bundle),
    ...patientWords(bundle),
  });
  return Object.keys(written).length === 0 ? undefined : written;
}

function diagnosisOf(given: JsonObject): Diagnosis {
  return present({
    sequence: integer(given.sequence) ?? 0,
    codes: codesOf(given.diagnosisCodeableConcept),
    text: text(object(given.diagnosisCodeableConcept)?.text),
    type: codeOf(objects(given.type)[0]),
    recordedOn: civilDate(pasValue(given, 'diagnosisRecordedDate', 'valueDate')),
  });
}

/** A total without an amount is one that no lines add up to. */
function totalOf({ total }: JsonObject): ReviewRequest['total'] {
  return object(total) === undefined ? undefined : (moneyOf(total) ?? { amount: '' });
}

function accidentOf({ accident }: JsonObject): ReviewRequest['accident'] {
  const given = object(accident);
  if (given === undefined) return undefined;
  const state = text(object(given.locationAddress)?.state);
  return present({ on: civilDate(given.date), type: codeOf(given.type), state });
}

/** The request that an update replaces, by the names of its Claim. Source: PAS spec-65. */
function replacedOf(bundle: RequestBundle): ReviewRequest['replaced'] {
  const [related] = objects(bundle.claim.resource.related);
  if (related === undefined) return undefined;
  const earlier = pointed(bundle, bundle.claim, related.claim);
  const named = identifierOf(object(related.claim)?.identifier);
  const traceNumbers = identifiersOf(earlier?.resource.identifier);
  return present({
    traceNumbers: named === undefined ? traceNumbers : [named, ...traceNumbers],
    relationship: codeOf(related.relationship),
  });
}

function conditionOf(given: JsonObject): ReviewRequest['conditions'] {
  const category = codeOf(extension(given, 'category')?.valueCodeableConcept);
  const applies = extension(given, 'indicator')?.valueBoolean;
  if (category === undefined || typeof applies !== 'boolean') return [];
  const codes = extensions(given, 'code').flatMap(({ valueCodeableConcept }) =>
    codesOf(valueCodeableConcept),
  );
  return [{ category, applies, codes }];
}

function homeHealthOf(claim: JsonObject): ReviewRequest['homeHealth'] {
  const [given] = extensions(claim, pasExtension('homeHealthCareInformation'));
  const prognosis = codeOf(extension(given, 'prognosis')?.valueCodeableConcept);
  const startOn = civilDate(extension(given, 'date')?.valueDate);
  return prognosis === undefined || startOn === undefined ? undefined : { prognosis, startOn };
}
