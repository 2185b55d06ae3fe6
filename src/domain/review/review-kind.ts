import type { CivilDate, DateSpan } from '../time.ts';
import type { ReviewKind } from './review-case.ts';
import type { RequestLine, ReviewRequest } from './review-request.ts';

/** A kind of review and the signal that told it. */
export interface KindOfReview {
  readonly kind: ReviewKind;
  readonly basis: string;
}

/**
 * Tells the kind of review by ordered signals; the first that says something wins.
 * Shape: request, the date of receipt in the plan's zone, and whether the services are only
 * recommended for review -> kind with its basis. Source: digest §1.2.
 */
export function kindOfReview(
  request: ReviewRequest,
  receivedOn: CivilDate,
  isOnlyRecommended: boolean,
): KindOfReview {
  if (request.purpose === 'predetermination') {
    return { kind: 'recommended-clinical', basis: 'Claim.use is predetermination' };
  }
  const continued = liveLines(request).find((line) => isContinued(request, line));
  if (continued !== undefined) {
    const type = certification(request, continued);
    const basis = `line ${continued.sequence}: certification type ${type} names an authorization`;
    return { kind: 'concurrent', basis };
  }
  const past = pastOf(request, receivedOn);
  if (past !== undefined) return { kind: 'post-service', basis: past };
  const stay = stayOf(request, receivedOn);
  if (stay !== undefined) return { kind: 'concurrent', basis: stay };
  if (isOnlyRecommended) {
    return {
      kind: 'recommended-clinical',
      basis: 'every service is on the list of recommended reviews',
    };
  }
  return { kind: 'prior-authorization', basis: 'the care lies ahead' };
}

function certification(request: ReviewRequest, line: RequestLine): string {
  return line.certificationType?.code ?? request.certificationType?.code ?? '';
}

/** Renewal or extension of what is already authorized. */
function isContinued(request: ReviewRequest, line: RequestLine): boolean {
  const number = line.authorizationNumber ?? request.authorizationNumber;
  return ['R', '4'].includes(certification(request, line)) && number !== undefined;
}

/** All lines ended before the request arrived. */
function pastOf(request: ReviewRequest, receivedOn: CivilDate): string | undefined {
  const { billableSpan } = request;
  const ends = liveLines(request).map(({ servicedSpan }) => (servicedSpan ?? billableSpan)?.to);
  const [first] = ends;
  const isPast = first !== undefined && ends.every((end) => end !== undefined && end < receivedOn);
  return isPast ? `all services ended before ${receivedOn}` : undefined;
}

/** An admission that has begun and not ended. */
function stayOf(request: ReviewRequest, receivedOn: CivilDate): string | undefined {
  const isAdmission = liveLines(request).some(({ requestType }) => requestType?.code === 'AR');
  if (!isAdmission) return undefined;
  const items = request.supportingItems.filter(({ isCancelled }) => !isCancelled);
  const spans = items.filter(({ kind }) => kind === 'admission');
  const admitted = spans.find(({ span }) => hasBegun(span, receivedOn));
  // A discharge that is only planned leaves the stay going on.
  const isDischarged = items.some(
    ({ kind, span }) =>
      kind === 'discharge' && !(span?.from !== undefined && span.from > receivedOn),
  );
  if (admitted === undefined || isDischarged) return undefined;
  return `admission review, admitted on ${admitted.span?.from ?? ''}, not discharged`;
}

/** The lines that are not taken back; all where all are. */
function liveLines({ lines }: ReviewRequest): readonly RequestLine[] {
  const live = lines.filter(({ isCancelled }) => !isCancelled);
  return live.length === 0 ? lines : live;
}

function hasBegun(span: Partial<DateSpan> | undefined, receivedOn: CivilDate): boolean {
  return span?.from !== undefined && span.from < receivedOn;
}
