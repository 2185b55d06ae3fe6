import type { Request } from 'express';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { acceptsJson } from './accept.ts';

/** The media types that are taken. */
export const takenTypes: readonly string[] = ['application/fhir+json', 'application/json'];
const formats: ReadonlySet<string> = new Set(['json', ...takenTypes]);

/** A query as texts by name. */
export type Query = Readonly<Record<string, readonly string[]>>;

/** What keeps a request from being answered in JSON; undefined when nothing does. */
export function formatProblem({ headers }: Request, query: Query): Problem | undefined {
  const asked = query._format;
  if (asked !== undefined) {
    // A plus sign in a query is a space once it is decoded.
    const names = asked.map((name) => (name.split(';')[0] ?? '').trim().replace(' ', '+'));
    const isKnown = names.every((name) => formats.has(name.toLowerCase()));
    return isKnown ? undefined : otherFormat('_format=json');
  }
  const isAccepted = headers.accept === undefined || acceptsJson(headers.accept);
  return isAccepted ? undefined : otherFormat('Accept: application/fhir+json');
}

function otherFormat(instead: string): Problem {
  return { code: 'not-acceptable', detail: `ask for it with ${instead}` };
}

/** True when a request announces a body. */
export function announcesBody({ headers }: Pick<Request, 'headers'>): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * What is wrong with the media type of a body; undefined when it is JSON in UTF-8. One that is
 * named without a body counts too: a page can make a browser send texts and forms to anywhere.
 */
export function mediaProblem(request: Request): Problem | undefined {
  const isNamed = request.headers['content-type'] !== undefined;
  if (!isNamed && !announcesBody(request)) return undefined;
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').split(';');
  const other = takenTypes.includes(type.trim().toLowerCase())
    ? parameters.find((parameter) => !isTakenParameter(parameter))
    : type;
  if (other === undefined) return undefined;
  const send = 'send Content-Type: application/fhir+json, in UTF-8 and of FHIR R4';
  return { code: 'media-type-unsupported', detail: `${cameAs(other.trim())}; ${send}` };
}

/** The part of a Content-Type that is not taken, as far as it goes into an answer. */
function cameAs(part: string): string {
  if (part === '') return 'the body came without a Content-Type';
  if (!/^[\w!#$&^.+-]{1,60}[/=]"?[\w!#$&^.+-]{1,60}"?$/u.test(part)) {
    return 'the body came with a Content-Type that can not be read';
  }
  const isForm = part.toLowerCase() === 'application/x-www-form-urlencoded';
  return `the body came as ${part}${isForm ? ', which curl sends unless told otherwise' : ''}`;
}

/** Another encoding than UTF-8 or another version than R4 changes what the bytes mean. */
function isTakenParameter(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=').map((part) => part.trim().toLowerCase());
  const plain = value.replace(/^"(.*)"$/u, '$1');
  if (name === 'charset') return plain === 'utf-8' || plain === 'utf8';
  return name !== 'fhirversion' || plain === '4.0';
}

/** True when the sender wants to read the answer. A query without the word is not parsed for it. */
export function asksPretty(request: Pick<Request, 'url'>): boolean {
  if (!request.url.includes('_pretty')) return false;
  const query = queryOf(request);
  return query.ok && wantsPretty(query.value);
}

function wantsPretty(query: Query): boolean {
  const asked = query._pretty?.[0];
  return asked === 'true' || asked === '';
}

const LANGUAGES_MAX = 10;
const LANGUAGE = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/iu;

/** The languages that the sender asks for, best first. */
export function languagesOf(request: Request): readonly string[] {
  const header = request.headers['accept-language'];
  if (header === undefined || header.length > 200) return [];
  return request
    .acceptsLanguages()
    .filter((tag) => LANGUAGE.test(tag))
    .slice(0, LANGUAGES_MAX);
}

/** Parameters of a query, empty ones among them. */
const PARAMETERS_MAX = 100;

/**
 * The query as texts by name; of one with too many parameters none is decoded.
 * Problems: http-malformed when it isn't percent-encoded UTF-8, query-too-long.
 */
export function queryOf({ url }: Pick<Request, 'url'>): Result<Query, Problem> {
  const at = url.indexOf('?');
  const found = new Map<string, string[]>();
  const pairs = at < 0 ? [] : url.slice(at + 1).split('&', PARAMETERS_MAX + 1);
  if (pairs.length > PARAMETERS_MAX) {
    return fail({ code: 'query-too-long', detail: `it may have ${PARAMETERS_MAX} parameters` });
  }
  try {
    for (const pair of pairs) {
      if (pair === '') continue;
      const equals = pair.indexOf('=');
      const name = decodedWord(equals < 0 ? pair : pair.slice(0, equals));
      const value = equals < 0 ? '' : decodedWord(pair.slice(equals + 1));
      const values = found.get(name);
      if (values === undefined) found.set(name, [value]);
      else values.push(value);
    }
  } catch {
    return fail({ code: 'http-malformed', detail: 'the query is not percent-encoded UTF-8' });
  }
  return ok(Object.fromEntries(found));
}

function decodedWord(word: string): string {
  return decodeURIComponent(word.replaceAll('+', ' '));
}
