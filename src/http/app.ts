import cors from 'cors';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Operation } from '../operations/operation.ts';
import type { Chance } from '../ports/chance.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { createBodyReader } from './body-reader.ts';
import { createDoor } from './door.ts';
import { logEnd } from './log-end.ts';
import type { Metrics } from './metrics.ts';
import { sendProblem } from './problem-answer.ts';
import { createRouter, fhirRoot } from './router.ts';
import { runOperation } from './run-operation.ts';
import { stateOf } from './state.ts';

/** What the application is made of. */
export interface AppParts {
  readonly operations: readonly Operation[];
  readonly authenticate: Authenticate;
  readonly settings: Settings;
  readonly chance: Chance;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** True while the server can be expected to answer. */
  readonly isReady: () => boolean;
  /** True once the server has begun to close. */
  readonly isClosing: () => boolean;
}

const MINUTE_MS = 60_000;

/** The Express application: every address comes from the table of operations. */
export function createApp(parts: AppParts): Express {
  const { settings, metrics, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(logEnd(metrics, log));
  app.use(createDoor(parts, createRouter(parts.operations)));
  app.use(helmet());
  if (settings.corsOrigins.length > 0) {
    app.use(fhirRoot, cors({ origin: [...settings.corsOrigins], maxAge: 600 }));
  }
  app.get('/health/live', (_, response) => answerPlain(response, 200, { status: 'live' }));
  app.get('/health/ready', (_, response) => {
    const isReady = parts.isReady() && !parts.isClosing();
    answerPlain(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' });
  });
  app.get('/metrics', async (_, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(await metrics.page());
  });
  app.use(authenticateCaller(parts));
  app.use(limitRate(settings));
  app.use(runOperation({ settings, metrics, readBody: createBodyReader(settings) }));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const { requestId } = stateOf(request);
    log.error({ requestId, fault: faultName(error) }, 'a fault of the server');
    sendProblem(response, { code: 'fault' }, isFhir(request));
  });
  return app;
}

/** Names a fault for the log without its message: messages may repeat content. */
function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const at = /\n\s+at (?:[^\n(]*\()?(?:file:\/\/)?[^\n]*?\/((?:src|dist)\/[^\n)]+)/u.exec(
    error.stack ?? '',
  );
  return `${error.name} at ${at?.[1] ?? 'unknown'}`;
}

function isFhir({ path }: Request): boolean {
  return path === fhirRoot || path.startsWith(`${fhirRoot}/`);
}

function answerPlain(response: Response, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** No address is told apart from another to somebody who may not ask: 401 comes before 404. */
function authenticateCaller({ authenticate }: AppParts) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const state = stateOf(request);
    const { match } = state;
    const isOpen = match?.kind !== 'found' || match.operation.scope === undefined;
    const known = await authenticate(request.headers.authorization);
    if (known.ok) state.client = known.value;
    const problem = known.ok || isOpen ? scopeProblem(request) : known.problem;
    if (problem === undefined) next();
    else sendProblem(response, problem, isFhir(request));
  };
}

function scopeProblem(request: Request): Problem | undefined {
  const { match, client } = stateOf(request);
  const scope = match?.kind === 'found' ? match.operation.scope : undefined;
  if (scope === undefined || client?.scopes.includes(scope) === true) return undefined;
  return { code: 'forbidden' };
}

function limitRate({ rateLimitPerMinute }: Settings) {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: rateLimitPerMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    keyGenerator: (request: Request) => stateOf(request).client?.id ?? 'nobody',
    handler: (request: Request, response: Response) => {
      sendProblem(response, { code: 'too-many-requests', retryAfterSeconds: 10 }, isFhir(request));
    },
  });
}
