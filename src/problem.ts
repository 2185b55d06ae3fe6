/** Everything that can keep a request from being answered; each has one status. */
export type ProblemCode =
  | 'http-malformed'
  | 'json-unreadable'
  | 'body-missing'
  | 'resource-invalid'
  | 'parameter-invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'origin-foreign'
  | 'host-foreign'
  | 'not-found'
  | 'operation-unknown'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'conflict'
  | 'too-large'
  | 'too-many-records'
  | 'document-refused'
  | 'case-too-large'
  | 'uri-too-long'
  | 'query-too-long'
  | 'media-type-unsupported'
  | 'encoding-unsupported'
  | 'encoding-broken'
  | 'too-many-requests'
  | 'headers-too-large'
  | 'expectation-unknown'
  | 'body-too-slow'
  | 'body-in-pieces'
  | 'fault'
  | 'store-unavailable'
  | 'store-damaged'
  | 'closing'
  | 'overloaded'
  | 'time-budget-exceeded';

/** A row of the catalogue: HTTP status, FHIR issue type and a title without particulars. */
export interface ProblemRow {
  readonly status: number;
  readonly issueType: string;
  readonly title: string;
}

/** The catalogue: a new code does not compile until it has its row. */
export const problemCatalogue: Readonly<Record<ProblemCode, ProblemRow>> = {
  'http-malformed': {
    status: 400,
    issueType: 'structure',
    title: 'The request is not well-formed HTTP',
  },
  'json-unreadable': {
    status: 400,
    issueType: 'structure',
    title: 'The body is not readable JSON',
  },
  'body-missing': { status: 400, issueType: 'required', title: 'The request needs a body' },
  'resource-invalid': {
    status: 422,
    issueType: 'invalid',
    title: 'The content breaks its profile',
  },
  'parameter-invalid': { status: 400, issueType: 'value', title: 'A parameter has a wrong value' },
  unauthenticated: { status: 401, issueType: 'login', title: 'A valid access token is needed' },
  forbidden: { status: 403, issueType: 'forbidden', title: 'The token does not allow this' },
  'origin-foreign': {
    status: 403,
    issueType: 'forbidden',
    title: 'A page of another origin may not call this',
  },
  'host-foreign': {
    status: 421,
    issueType: 'forbidden',
    title: 'This server has no such host name',
  },
  'not-found': { status: 404, issueType: 'not-found', title: 'There is nothing here' },
  'operation-unknown': {
    status: 404,
    issueType: 'not-supported',
    title: 'There is no such operation here',
  },
  'method-not-allowed': {
    status: 405,
    issueType: 'not-supported',
    title: 'The method is not offered here',
  },
  'not-acceptable': {
    status: 406,
    issueType: 'not-supported',
    title: 'Only JSON can be returned',
  },
  conflict: { status: 409, issueType: 'conflict', title: 'Another request changed the same thing' },
  'too-large': { status: 413, issueType: 'too-long', title: 'The body is too large' },
  'too-many-records': {
    status: 422,
    issueType: 'too-costly',
    title: 'The identifiers lead to more records than can be looked at',
  },
  'document-refused': {
    status: 422,
    issueType: 'too-costly',
    title: 'The document can not be validated here',
  },
  'case-too-large': {
    status: 422,
    issueType: 'too-costly',
    title: 'The case is larger than may be kept or read',
  },
  'query-too-long': {
    status: 400,
    issueType: 'too-costly',
    title: 'The query has too many parameters',
  },
  'uri-too-long': { status: 414, issueType: 'too-long', title: 'The address is too long' },
  'media-type-unsupported': {
    status: 415,
    issueType: 'not-supported',
    title: 'Only JSON is accepted',
  },
  'encoding-unsupported': {
    status: 415,
    issueType: 'not-supported',
    title: 'The content encoding is not accepted',
  },
  'encoding-broken': {
    status: 400,
    issueType: 'structure',
    title: 'The body can not be decompressed',
  },
  'too-many-requests': { status: 429, issueType: 'throttled', title: 'Too many requests' },
  'expectation-unknown': {
    status: 417,
    issueType: 'not-supported',
    title: 'The header Expect may only have 100-continue',
  },
  'headers-too-large': { status: 431, issueType: 'too-long', title: 'The headers are too large' },
  'body-too-slow': { status: 408, issueType: 'timeout', title: 'The body did not arrive in time' },
  'body-in-pieces': {
    status: 400,
    issueType: 'too-costly',
    title: 'The body comes in too many small pieces',
  },
  fault: { status: 500, issueType: 'exception', title: 'A fault of the server' },
  'store-unavailable': { status: 503, issueType: 'no-store', title: 'The store does not answer' },
  'store-damaged': {
    status: 500,
    issueType: 'exception',
    title: 'What is stored can not be read',
  },
  closing: { status: 503, issueType: 'transient', title: 'The server is closing' },
  overloaded: { status: 503, issueType: 'throttled', title: 'The server is busy' },
  'time-budget-exceeded': { status: 503, issueType: 'timeout', title: 'The time ran out' },
};

/** One issue of an answer, in the form of OperationOutcome.issue. */
export interface ProblemIssue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  /** FHIR issue type. */
  readonly code: string;
  /** FHIRPath of the element, when there is a place. */
  readonly expression?: string;
  /** What is wrong and how to mend it. */
  readonly text: string;
  /** The rule that was broken. */
  readonly rule?: string;
}

/** A problem with its particulars; never holds patient data beyond what the sender sent. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for the sender. */
  readonly detail?: string;
  readonly issues?: readonly ProblemIssue[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** Methods that are offered (405). */
  readonly allow?: readonly string[];
  /** Another status of the same family than the catalogue's (400 instead of 422). */
  readonly status?: number;
}

/** The HTTP status of a problem. */
export function statusOf(problem: Problem): number {
  return problem.status ?? problemCatalogue[problem.code].status;
}
