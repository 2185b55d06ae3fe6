import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { AuditTrail } from '../audit/trail.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Operation } from '../operations/operation.ts';
import type { Chance } from '../ports/chance.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { createAdmission } from './admission.ts';
import { createBodyReader } from './body-reader.ts';
import { callerRooms, limitRate } from './caller.ts';
import { allowOrigins } from './cross-origin.ts';
import { createDoor, ownPaths } from './door.ts';
import { endAnswer } from './end-answer.ts';
import { answerFrontPage } from './front-page.ts';
import { guardOrigins } from './guard-origins.ts';
import { faultName, logEnd } from './log-end.ts';
import type { Metrics } from './metrics.ts';
import { answerPapers } from './papers.ts';
import { methodProblem, sendProblem } from './problem-answer.ts';
import { createRouter } from './router.ts';
import { runOperation } from './run-operation.ts';
import { stateOf } from './state.ts';
import { createTurns } from './turns.ts';

/** What the application is made of. */
export interface AppParts {
  readonly operations: readonly Operation[];
  readonly authenticate: Authenticate;
  readonly settings: Settings;
  readonly chance: Chance;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly trail: AuditTrail;
  /** The program's version, for the front page. */
  readonly version: string;
  /** Papers for readers, by their paths in the project. */
  readonly papers: ReadonlyMap<string, string>;
  /** True while the server can be expected to answer. */
  readonly isReady: () => boolean;
  /** True once the server has begun to close. */
  readonly isClosing: () => boolean;
}

/** The Express application: every address but http's own comes from the table of operations. */
export function createApp(parts: AppParts): Express {
  const { settings, metrics, log, trail } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', false);
  app.use(logEnd(metrics, log));
  app.use(helmet({ contentSecurityPolicy: { directives: strictPolicy, useDefaults: false } }));
  app.use(createDoor(parts, createRouter(parts.operations, switchedOff(settings))));
  const countRate = limitRate(settings.rateLimitPerMinute);
  addHealth(app, parts);
  addOwnPages(app, parts, countRate);
  app.use(allowOrigins(settings.corsOrigins));
  app.use(guardOrigins(settings.corsOrigins));
  app.use(callerRooms(parts.authenticate, trail, { settings, countRate }));
  const [readBody, admit] = [createBodyReader(settings), createAdmission(settings)];
  const turn = createTurns(CALLS_A_TURN);
  app.use(runOperation({ metrics, log, trail, readBody, admit, turn }));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const { requestId, client } = stateOf(request);
    log.error({ requestId, client: client?.id, fault: faultName(error) }, 'a fault of the server');
    sendProblem(response, { code: 'fault' });
  });
  return app;
}

/** A call has about half a millisecond before it first waits for a thread. */
const CALLS_A_TURN = 2;

/** Answers are JSON: whoever shows one as a page gets a page that can do nothing. */
const strictPolicy = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** What a demo payer could have and hasn't: who looks for it is told how it comes. */
function switchedOff({ demo, sandbox }: Settings): ReadonlyMap<string, string> {
  if (demo === 'off' || sandbox === 'on') return new Map();
  return new Map([['sandbox', 'the sandbox is off; start the server with ASSENT_SANDBOX=on']]);
}

/** Health has no limit of rate: who watches may stand at an address with others. */
function addHealth(app: Express, { isReady, isClosing }: AppParts): void {
  app.get('/health/live', (_, response) => answerPlain(response, 200, { status: 'live' }));
  app.get('/health/ready', (_, response) => {
    const isGreen = isReady() && !isClosing();
    answerPlain(response, isGreen ? 200 : 503, { status: isGreen ? 'ready' : 'not ready' });
  });
}

/** Pages for anybody, counted by address. */
function addOwnPages(app: Express, parts: AppParts, countRate: RequestHandler): void {
  const papers = /^\/docs(?:\/.*)?$/u;
  app.all([...ownPaths, papers], countRate);
  app.get('/', answerFrontPage(parts));
  app.get(papers, answerPapers(parts.papers));
  app.get('/metrics', async (request, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    endAnswer(request, response, await parts.metrics.page());
  });
  for (const path of ownPaths) {
    app.all(path, (_, response) => {
      sendProblem(response, methodProblem(['GET', 'HEAD']));
    });
  }
}

function answerPlain(response: Response, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  endAnswer(response.req, response, JSON.stringify(body));
}
