import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDates } from '../../src/domain/relative-dates.ts';
import { type Instant, parseCivilDate } from '../../src/domain/time.ts';
import { isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { readSettings } from '../../src/settings.ts';
import { type ServerInput, type StartedServer, startAssent } from '../../src/wire/server.ts';

/** The instant at which tests take place. */
export const now = '2026-11-28T16:00:00.000Z';
const root = join(import.meta.dirname, '../..');

const fixedClock: Clock = { now: () => now as Instant, elapsedMs: () => 0 };

/** An answer of a running payer. */
export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: JsonObject;
}

/** A payer that runs for a test, on a port and a file of its own. */
export interface TestPayer {
  readonly started: StartedServer;
  /** Where its store lies when no other is named. */
  readonly file: string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** Stops it and starts it again on the same file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a demo payer with its sandbox. */
export async function startPayer(
  environment: Readonly<Record<string, string>> = {},
  day: Clock | 'fixed' | 'today' = 'fixed',
  openStore?: ServerInput['openStore'],
): Promise<TestPayer> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-'));
  const open = async (): Promise<StartedServer> => {
    const settings = readSettings({
      environment: {
        ASSENT_PORT: '0',
        ASSENT_DEMO: 'on',
        ASSENT_LOG_LEVEL: 'silent',
        ASSENT_CLOSE_NOTICE_MS: '0',
        // A thread reads its sources anew; test/wire/validation.test.ts has it.
        ASSENT_VALIDATION_THREADS: '0',
        ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}`,
        ...environment,
      },
    });
    if (!settings.ok) throw new Error(settings.problem);
    const result = await startAssent({
      settings: settings.value,
      ...(day === 'today' ? {} : { clock: day === 'fixed' ? fixedClock : day }),
      ...(openStore === undefined ? {} : { openStore }),
      onFatal: (reason) => {
        throw new Error(reason);
      },
    });
    if (!result.ok) throw new Error(result.problem);
    return result.value;
  };
  let started = await open();
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(`${started.url}${path}`, init);
    const body: unknown = await response.json();
    if (!isJsonObject(body)) throw new Error('the answer is no JSON object');
    return { status: response.status, type: response.headers.get('content-type') ?? '', body };
  };
  return {
    file: join(folder, 'assent.db'),
    get started() {
      return started;
    },
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path, headers = {}) => ask(path, { headers }),
    restart: async () => {
      await started.close();
      started = await open();
    },
    stop: async () => {
      await started.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A scenario of the demo payer as it is sent on the day of the tests. */
export function scenario(name: string): string {
  const today = parseCivilDate(now.slice(0, 10));
  if (today === undefined) throw new Error('no day');
  return renderDates(readFileSync(join(root, 'demo', 'scenarios', `${name}.json`), 'utf8'), today);
}
