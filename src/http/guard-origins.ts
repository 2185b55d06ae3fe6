import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isOpen } from './cross-origin.ts';
import { sendProblem } from './problem-answer.ts';
import { stateOf } from './state.ts';

/** Methods that change nothing. */
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** True for a method that changes nothing. */
export function isSafe(method: string): boolean {
  return safe.has(method);
}

/**
 * Keeps pages of others, which a browser on the same machine or network may have open, from
 * changing anything; what they only read is asked by nobody. Programs send neither header. Listed
 * origins are others too where they may not call.
 * Source: Fetch, "Origin header"; Fetch Metadata, "Sec-Fetch-Site".
 */
export function guardOrigins(listed: readonly string[]): RequestHandler {
  const known: ReadonlySet<string> = new Set(listed.map((origin) => origin.toLowerCase()));
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isForeign(request, known)) {
      stateOf(request).isForeign = true;
      if (!isSafe(request.method)) {
        const detail = isOpen(request.path)
          ? 'ASSENT_CORS_ORIGINS names those that may'
          : 'no page of another origin may';
        sendProblem(response, { code: 'origin-foreign', detail });
        return;
      }
    }
    next();
  };
}

/** The door has let in hosts of ours only: a page from there is one of ours. */
function isForeign({ headers, path }: Request, known: ReadonlySet<string>): boolean {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  if (origin === undefined) return site === 'cross-site' || site === 'same-site';
  if (known.has(origin) && isOpen(path)) return false;
  return !['http', 'https'].some((scheme) => isAt(origin, scheme, host));
}

/** A port that goes without saying is not said in an origin, and may be in a host. */
function isAt(origin: string, scheme: string, host: string): boolean {
  const url = `${scheme}://${host}`;
  return URL.canParse(url) && new URL(url).origin === origin;
}
