import type { RequestPart } from './parts-of-request.ts';

/**
 * What a finding does to the request that it is in: the request is refused; its lines go to a
 * person; or it is only told.
 */
export type FindingClass = 'block' | 'review' | 'tell';

/** A row of the table: an element of a part of the request, with all below it, and its class. */
export interface ClassRow {
  readonly part: RequestPart | 'any';
  /** Names from the resource on, without indexes; '' is the resource itself, and nothing below. */
  readonly element: string;
  readonly class: FindingClass;
}

type Written = Readonly<Partial<Record<FindingClass, readonly string[]>>>;

function rows(part: ClassRow['part'], written: Written): readonly ClassRow[] {
  const of = (kind: FindingClass): readonly ClassRow[] =>
    (written[kind] ?? []).map((element) => ({ part, element, class: kind }));
  return [...of('block'), ...of('review'), ...of('tell')];
}

/** Where somebody can be reached: no rule and no look-up reads it. */
const reached = ['telecom', 'photo', 'endpoint'];

/** Of a person; words are searched in the patient's record, whatever is wrong around them. */
const person: Written = {
  block: ['', 'identifier', 'name', 'birthDate', 'gender'],
  tell: [
    ...[...reached, 'contact', 'communication', 'maritalStatus', 'multipleBirth'],
    'generalPractitioner',
  ],
};

/**
 * The class of a finding belongs to the element that it is about. Who is asked for, by whom, and
 * who pays block; what no row names is read, or may be, and goes to a person; only what provably
 * nothing reads is told alone. Of several rows the longest element counts.
 * Source: what `translate/intake`, the facts of the rulebook and the answer read;
 * test/fhir/translate/findings/reads.test.ts proves that none of it is only told.
 */
const classRows: readonly ClassRow[] = [
  ...rows('bundle', {
    block: ['', 'identifier', 'timestamp', 'type', 'entry', 'implicitRules'],
    // What it says that it is has to be a request.
    review: ['meta', 'meta.profile'],
    tell: ['meta.id', 'meta.versionId', 'meta.extension'],
  }),
  ...rows('claim', {
    // Who asks for whom and at whom; and what an answer has to repeat as it came.
    block: [
      ...['patient', 'insurer', 'provider', 'insurance', 'use', 'status', 'type', 'identifier'],
      ...['related', 'extension(TransmissionIdentifiers)', 'item.sequence'],
      ...['item.extension(itemTraceNumber)', 'item.extension(authorizationNumber)'],
    ],
    review: [
      'meta.profile',
      'insurance.sequence',
      'insurance.preAuthRef',
      'insurance.businessArrangement',
    ],
    tell: ['payee', 'enterer', 'fundsReserve'],
  }),
  ...rows('patient', person),
  ...rows('subscriber', person),
  ...rows('coverage', {
    block: [
      ...['', 'status', 'identifier', 'beneficiary', 'payor', 'subscriber', 'subscriberId'],
      ...['dependent', 'relationship', 'period', 'class'],
    ],
    tell: ['costToBeneficiary', 'contract'],
  }),
  ...rows('insurer', {
    block: ['', 'identifier', 'name', 'active'],
    // What is written there may say that nobody is there any more.
    review: ['contact'],
    tell: [...reached, 'address'],
  }),
  ...rows('requester', {
    block: ['', 'identifier', 'name', 'active', 'practitioner', 'organization'],
    review: ['contact'],
    tell: [...reached, 'address', 'communication', 'availableTime', 'notAvailable'],
  }),
  ...rows('provider', { tell: [...reached, 'address', 'communication'] }),
  ...rows('order', { tell: ['identifier'] }),
  ...rows('encounter', { tell: ['participant', 'identifier'] }),
  // That there is a document, of what kind and from when, and what it is called is read; the
  // document is for people.
  ...rows('document', {
    review: ['text'],
    tell: [
      ...['author', 'authenticator', 'custodian', 'identifier', 'masterIdentifier'],
      ...['contentType', 'data', 'url', 'size', 'hash', 'creation', 'language'].map(
        (name) => `content.attachment.${name}`,
      ),
      'content.format',
    ],
  }),
  // What stands in words beside a result may change what it means, and so may its labels.
  ...rows('evidence', { review: ['text', 'meta.security', 'meta.tag'] }),
  ...rows('any', {
    tell: ['text', 'meta.profile', 'meta.tag', 'meta.security', 'meta.source', 'meta.lastUpdated'],
  }),
];

/**
 * Extensions that are read somewhere, by the last part of their URL: one of these in a wrong place
 * is missing in its own. Any other extension is read nowhere, and changes no meaning (R4).
 */
export const extensionsRead: ReadonlySet<string> = new Set([
  ...['TransmissionIdentifiers', 'levelOfServiceCode', 'certificationType', 'authorizationNumber'],
  ...['administrationReferenceNumber', 'conditionCode', 'homeHealthCareInformation', 'infoChanged'],
  ...['careTeamClaimScope', 'diagnosisRecordedDate', 'documentInformation', 'itemTraceNumber'],
  ...['serviceItemRequestType', 'productOrServiceCodeEnd', 'requestedService', 'epsdtIndicator'],
  ...['nursingHomeResidentialStatus', 'nursingHomeLevelOfCare', 'revenueUnitRateLimit'],
  ...['patientStatus', 'timingcalendarpattern', 'timingdeliverypattern', 'Claim.encounter'],
  'ext-coverage-information',
]);

/** The class that the table gives to an element of a part. */
export function classInTable(part: RequestPart, element: string): FindingClass {
  const fitting = classRows.filter(
    (row) => (row.part === part || row.part === 'any') && fits(row, element),
  );
  const [first, ...others] = fitting;
  const row = others.reduce(
    (longest, one) =>
      longest === undefined || one.element.length > longest.element.length ? one : longest,
    first,
  );
  return row?.class ?? 'review';
}

function fits(row: ClassRow, element: string): boolean {
  return row.element === element || (row.element !== '' && element.startsWith(`${row.element}.`));
}
