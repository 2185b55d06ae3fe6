import cors from 'cors';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isFhirPath } from './fhir-path.ts';

/** A browser asks once in so many seconds whether it may. */
const ASKED_AGAIN_SECONDS = 600;

/**
 * Lets pages of the listed origins call FHIR and CDS Hooks addresses from a browser; without a list
 * no header says anything about origins. An OPTIONS request that is no preflight goes on.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  if (origins.length === 0) return (_request, _response, next) => next();
  const answer = cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      ...['Authorization', 'Content-Type', 'Accept', 'Accept-Language', 'Content-Encoding'],
      ...['X-Request-Id', 'X-Correlation-Id', 'Prefer', 'If-Match', 'If-None-Exist'],
      'Assent-Sender',
    ],
    exposedHeaders: [
      ...['X-Request-Id', 'X-Correlation-Id', 'Location', 'ETag', 'Retry-After'],
      ...['WWW-Authenticate', 'Allow', 'Accept-Post', 'Link', 'Assent-Findings'],
    ],
    maxAge: ASKED_AGAIN_SECONDS,
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const isPreflight = request.headers['access-control-request-method'] !== undefined;
    const isMeant = request.method !== 'OPTIONS' || isPreflight;
    if (isMeant && isOpen(request.path)) answer(request, response, next);
    else next();
  };
}

/** True for an address that pages of listed origins may call. */
export function isOpen(path: string): boolean {
  return isFhirPath(path) || path === '/cds-services' || path.startsWith('/cds-services/');
}
