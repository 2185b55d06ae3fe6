import type { LocalizedText } from '../../../domain/code.ts';
import { type RollUp, rollUp } from '../../../domain/review/review-action.ts';
import type { ReviewCase } from '../../../domain/review/review-case.ts';
import { present } from '../../../result.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { decimal, period, withExtensions } from '../build/element.ts';
import { objects, text } from '../read/element.ts';
import { pasExtension } from '../read/extensions.ts';
import { submitted } from './adjudication.ts';
import { communicationUrl } from './communication-request.ts';
import { refusalErrors } from './errors.ts';
import { responseItem, reviewActionExtension } from './items.ts';
import type { ResponseInput } from './response-input.ts';
import { authorizations, disposition } from './words.ts';

const profile = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claimresponse';

/**
 * The case as a ClaimResponse: the current state of all lines.
 * Source: PAS profile-claimresponse; spec-30, spec-34, spec-36, spec-46; digest §6.1.
 */
export function toClaimResponse(input: ResponseInput): JsonObject {
  const { case: reviewCase, request, language } = input;
  const claim = request.claim.resource;
  const rolled = rollUp(reviewCase);
  const notes = processNotes(input);
  const granted = authorizations(reviewCase);
  return present({
    resourceType: 'ClaimResponse',
    id: reviewCase.id,
    meta: { profile: [profile] },
    language,
    ...withExtensions([...swappedTransmission(claim), ...reviewer(reviewCase, rolled)]),
    identifier: claim.identifier,
    status: 'active',
    type: claim.type,
    use: 'preauthorization',
    patient: claim.patient,
    created: reviewCase.receivedAt,
    insurer: claim.insurer,
    requestor: claim.provider,
    request: { reference: request.claim.fullUrl },
    outcome: rolled.outcome,
    disposition: disposition(reviewCase, rolled)[language],
    preAuthRef: granted.length === 1 ? granted[0]?.number : undefined,
    preAuthPeriod: granted.length === 1 && granted[0] ? period(granted[0].span) : undefined,
    item: items(input, notes.byLine),
    adjudication: headerAdjudication(rolled),
    processNote: notes.notes.length === 0 ? undefined : notes.notes,
    communicationRequest: communications(input),
    error: refusalErrors(reviewCase, notes.byRefusal),
  });
}

function items(
  { case: reviewCase, request }: ResponseInput,
  notes: ReadonlyMap<number, number>,
): Json | undefined {
  const asked = objects(request.claim.resource.item);
  const found = reviewCase.lines.flatMap(({ sequence, determinations }) => {
    const determination = determinations.at(-1);
    const line = reviewCase.request.lines.find((one) => one.sequence === sequence);
    if (determination === undefined || line === undefined) return [];
    const item = asked.find((one) => one.sequence === sequence);
    const note = notes.get(sequence);
    return [responseItem({ reviewCase, line, determination, item, note })];
  });
  return found.length === 0 ? undefined : found;
}

/**
 * A header action is told only when the lines can't tell it (A2): the guide binds the extension to
 * lines, and validators object to it here.
 */
function headerAdjudication({ action }: RollUp): Json | undefined {
  if (action !== 'A2') return undefined;
  return [{ ...withExtensions([reviewActionExtension({ action })]), ...submitted }];
}

function communications(input: ResponseInput): Json | undefined {
  const { informationRequests } = input.case;
  if (informationRequests.length === 0) return undefined;
  return informationRequests.map(({ id }) => ({ reference: communicationUrl(input, id) }));
}

interface Notes {
  readonly notes: readonly JsonObject[];
  /** Number of the note by line sequence, and by position of the refusal. */
  readonly byLine: ReadonlyMap<number, number>;
  readonly byRefusal: readonly number[];
}

/** One note a line, one a refusal, and what goes with every answer; numbered from 1. */
function processNotes(input: ResponseInput): Notes {
  const { case: reviewCase, language } = input;
  const notes: JsonObject[] = [];
  const add = (words: LocalizedText): number => {
    const number = notes.length + 1;
    notes.push({
      number: decimal(String(number)),
      type: 'display',
      text: words[language],
      language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] },
    });
    return number;
  };
  const byLine = new Map<number, number>();
  for (const { sequence, determinations } of reviewCase.lines) {
    const determination = determinations.at(-1);
    if (determination !== undefined) byLine.set(sequence, add(determination.explanation));
  }
  const byRefusal = reviewCase.refusals.map(({ explanation }) => add(explanation));
  for (const note of input.notes) add(note);
  return { notes, byLine, byRefusal };
}

/** Who sent is who receives now, and the other way round (GS02, GS03, ISA06, ISA08). */
function swappedTransmission(claim: JsonObject): readonly JsonObject[] {
  const url = pasExtension('TransmissionIdentifiers');
  const sent = objects(claim.extension).find((extension) => extension.url === url);
  if (sent === undefined) return [];
  const parts = objects(sent.extension).map((part) => ({
    ...part,
    url: swappedCodes.get(text(part.url) ?? '') ?? part.url,
  }));
  return [{ url, extension: parts }];
}

const swappedCodes: ReadonlyMap<string, string> = new Map([
  ['applicationSenderCode', 'applicationReceiverCode'],
  ['applicationReceiverCode', 'applicationSenderCode'],
  ['interchangeSenderID', 'interchangeReceiverID'],
  ['interchangeReceiverID', 'interchangeSenderID'],
]);

/** Whether a person has decided; told with every final answer. */
function reviewer(reviewCase: ReviewCase, { action }: RollUp): readonly JsonObject[] {
  if (action === undefined || action === 'A4') return [];
  const deciders = reviewCase.lines.flatMap(
    ({ determinations }) => determinations.at(-1)?.decidedBy ?? [],
  );
  const person = deciders.find(({ role }) => role !== 'rule');
  const parts: JsonObject[] = [{ url: 'wasHumanReviewedFlag', valueBoolean: person !== undefined }];
  if (person?.npi !== undefined) {
    const system = 'http://hl7.org/fhir/sid/us-npi';
    parts.push({ url: 'reviewerNPI', valueIdentifier: { system, value: person.npi } });
  }
  if (person?.specialty !== undefined) {
    const { system, code } = person.specialty;
    const coded = { coding: [{ system, code }] };
    parts.push({ url: 'reviewerSpecialty', valueCodeableConcept: coded });
  }
  return [{ url: pasExtension('claimResponseReviewer'), extension: parts }];
}
