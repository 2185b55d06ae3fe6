import type { DestinationStream, Logger } from 'pino';
import { readJsonFile } from '../adapters/demo-files.ts';
import { createExchangeLog } from '../adapters/exchange-memory.ts';
import { openFilesProblem } from '../adapters/open-files.ts';
import { readPapers } from '../adapters/paper-files.ts';
import { loadRulebook } from '../adapters/rulebook-files.ts';
import { systemChance, systemDigest } from '../adapters/system-chance.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { createAuditTrail } from '../audit/trail.ts';
import { type DemoClient, demoAuthenticate } from '../auth/authenticate.ts';
import { settledAlone } from '../domain/policy/without-disagreement.ts';
import { compileFacts } from '../fhir/facts/facts.ts';
import type { Validator } from '../fhir/validate/validator.ts';
import { createMetrics } from '../http/metrics.ts';
import { type RunningServer, startServer } from '../http/server.ts';
import { shareOf } from '../http/shares.ts';
import type { RulebookInUse } from '../operations/corridor-parts.ts';
import { operationTable } from '../operations/index.ts';
import type { Operation } from '../operations/operation.ts';
import { createReadGate } from '../operations/rooms/read-gate.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { fail, ok, present, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { openValidator } from '../wire.ts';
import { startChores } from './chores.ts';
import { demoPlans, loadDemoPayer } from './demo.ts';
import { watchHealth } from './health.ts';
import { listenFault } from './listen-fault.ts';
import { createLog } from './log.ts';
import { places } from './places.ts';
import { listLimits, readLimits } from './read-limits.ts';
import { openStore } from './store.ts';
import { startValidation, type Validation } from './validation.ts';
import { waitingLimits } from './waiting-limits.ts';

/** What a server is started with; tests give their own clock and listen to its log. */
export interface ServerInput {
  readonly settings: Settings;
  readonly clock?: Clock;
  readonly openStore?: typeof openStore;
  readonly logTo?: DestinationStream;
  /** Called once when the server can't go on. */
  readonly onFatal: (reason: string) => void;
}

/** A started payer. */
export interface StartedServer {
  readonly server: RunningServer;
  readonly url: string;
  readonly store: Store;
  readonly rules: RulebookInUse;
  close(): Promise<void>;
}

/** Files that are open beside those of requests: the store's, the threads', the log. */
const OWN_FILES = 64;

/** The release train that is served. */
const TRAIN = '2.2';

/** Starts the whole server. Problems: one line that says what keeps it from starting. */
export async function startAssent(input: ServerInput): Promise<Result<StartedServer, string>> {
  const { settings, clock = systemClock } = input;
  const { connectionsMax, acceptsMax } = settings;
  const tooFew = openFilesProblem(connectionsMax + acceptsMax + OWN_FILES);
  if (tooFew !== undefined) return fail(`${tooFew}, or lower ASSENT_CONNECTIONS_MAX`);
  const log = createLog(settings.logLevel, input.logTo);
  const validator = await openValidator(TRAIN);
  const rules = loadRules(validator);
  if (!rules.ok) return rules;
  const opened = await openBelow(input, { clock, log, validator });
  if (!opened.ok) return opened;
  const { validation, end } = opened.value;
  const { store, isReady, look } = watchHealth({
    ...{ store: opened.value.store, clock, log },
    lagMs: settings.storeLagMs,
    canValidate: () => validation.isReady(),
  });
  const operations = operationsOf(settings, { store, validation, clock, rules: rules.value });
  const authenticate = demoAuthenticate({
    clients: readJsonFile<readonly DemoClient[]>(places.demoClients),
    mode: settings.demo,
    digest: systemDigest,
  });
  const listening = await listen({
    operations,
    authenticate,
    settings,
    chance: systemChance,
    log,
    metrics: createMetrics(),
    trail: createAuditTrail(store, clock),
    version: version().version,
    papers: readPapers(places.root),
    isReady,
  });
  if (!listening.ok) {
    await end();
    return listening;
  }
  const server = listening.value;
  const { reservationMs, storeProbeMs: probeMs } = settings;
  const endChores = startChores({ store, clock, log, reservationMs, look, probeMs });
  const url = settings.port === 0 ? `http://${settings.host}:${server.port}` : settings.publicUrl;
  log.info({ url }, 'listening');
  return ok({
    server,
    url,
    store,
    rules: rules.value,
    close: async () => {
      log.info('closing: begun requests are finished, new ones are refused');
      await server.close();
      endChores();
      await end();
      log.info('closed');
    },
  });
}

interface OperationsInput {
  readonly store: Store;
  readonly validation: Validation;
  readonly clock: Clock;
  readonly rules: RulebookInUse;
}

function operationsOf(
  settings: Settings,
  { store, validation, clock, rules }: OperationsInput,
): readonly Operation[] {
  const { publicUrl, sandbox, intake, readsBytesMax, clientSharePercent } = settings;
  const isSandbox = sandbox === 'on';
  return operationTable(
    present({
      validateBytes: validation.validateBytes,
      intake,
      lists: listLimits(settings),
      store,
      reads: createReadGate({
        all: readsBytesMax,
        own: shareOf(readsBytesMax, clientSharePercent, 1),
      }),
      clock,
      chance: systemChance,
      digest: systemDigest,
      rules: () => rules,
      fhirBase: `${publicUrl}/fhir`,
      isSandbox,
      identity: { fhirBase: `${publicUrl}/fhir`, ...version() },
      sandbox: isSandbox
        ? {
            exchanges: createExchangeLog(),
            loadDemo: () => loadDemoPayer(store, clock),
            demoPlans: demoPlans(),
          }
        : undefined,
    }),
  );
}

function loadRules({ model }: Validator): Result<RulebookInUse, string> {
  const rulebook = loadRulebook(places.policies);
  if (!rulebook.ok) return fail(`policies: ${rulebook.problem}`);
  const [alone] = rulebook.value.policies.flatMap(({ criteria }) => settledAlone(criteria));
  if (alone !== undefined) return fail(`policies: ${alone}: nothing is settledBy it in return`);
  const facts = compileFacts(rulebook.value.facts, model);
  if (!facts.ok) return fail(`policies: ${facts.problem}`);
  return ok({ rulebook: rulebook.value, facts: facts.value });
}

/** What lies below the pipeline: threads and files that have to be closed again. */
interface Below {
  readonly store: Store;
  readonly validation: Validation;
  end(): Promise<void>;
}

interface BelowParts {
  readonly clock: Clock;
  readonly log: Logger;
  readonly validator: Validator;
}

async function openBelow(
  { settings, onFatal, openStore: open = openStore }: ServerInput,
  { clock, log, validator }: BelowParts,
): Promise<Result<Below, string>> {
  const opened = await open(settings, { mode: 'write', onFatal });
  if (!opened.ok) return opened;
  const store = opened.value;
  const prepared = await prepare(store, { settings, clock });
  const validation = prepared.ok
    ? await startValidation({
        validator: () => validator,
        threads: settings.validationThreads,
        train: TRAIN,
        limits: readLimits(settings),
        waiting: waitingLimits(settings),
        onFault: (reason) => log.error({ reason }, 'a document could not be validated'),
        onDeath: (reason) => log.error({ reason }, 'a validation thread is replaced'),
        onFatal,
      })
    : prepared;
  if (!validation.ok) {
    await store.close();
    return validation;
  }
  const { value } = validation;
  const end = async (): Promise<void> => {
    await value.close();
    await store.close();
  };
  return ok({ store, validation: value, end });
}

async function listen(
  parts: Parameters<typeof startServer>[0],
): Promise<Result<RunningServer, string>> {
  try {
    return ok(await startServer(parts));
  } catch (error) {
    const { host, port } = parts.settings;
    return fail(`can not listen on ${host}:${port}: ${listenFault(error)}`);
  }
}

interface DemoInput {
  readonly settings: Settings;
  readonly clock: Clock;
}

/** The first line of this writer of the audit names where all others ended. */
async function prepare(store: Store, input: DemoInput): Promise<Result<void, string>> {
  const sealed = await store.sealAudit(input.clock.now());
  return sealed.ok ? prepareDemo(store, input) : fail(sealed.problem.reason);
}

/** The demo payer is loaded at the first start; what was loaded before stays as it is. */
async function prepareDemo(
  store: Store,
  { settings, clock }: DemoInput,
): Promise<Result<void, string>> {
  if (settings.demo === 'off') return ok(undefined);
  const plans = await store.countRecords('plan');
  if (!plans.ok) return fail(plans.problem.reason);
  if (plans.value > 0) return ok(undefined);
  const loaded = await loadDemoPayer(store, clock);
  return loaded.ok ? loaded : fail(`demo payer: ${loaded.problem}`);
}

/** The version of this program and the day that its statement is of. */
function version(): { readonly version: string; readonly date: string } {
  const { version: number } = readJsonFile<{ readonly version: string }>(places.packageFile);
  return { version: number, date: '2026-11-28' };
}
