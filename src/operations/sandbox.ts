import { addDays, civilDateOf } from '../domain/time.ts';
import { openRequestBundle } from '../fhir/bundle/request-bundle.ts';
import { enrolledRecords } from '../fhir/translate/records/enrolled-records.ts';
import { readDocument } from '../fhir/validate/document.ts';
import type { ExchangeLog } from '../ports/exchange-log.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { unavailable } from './rooms/persist.ts';

/** What the sandbox needs beside the corridor's parts. */
export interface SandboxParts extends CorridorParts {
  readonly exchanges: ExchangeLog;
  /** Loads the demo payer again. */
  readonly loadDemo: () => Promise<Result<void, string>>;
}

/** Enrolled persons are covered from so many days before today. */
const COVERED_DAYS = 365;
const BUDGET_MS = 10_000;

/** The testers' tools; they are not there unless ASSENT_SANDBOX is on. */
export function sandboxOperations(parts: SandboxParts): readonly Operation[] {
  return [
    { ...row('sandboxEnroll', 'POST', '/sandbox/enroll'), run: (call) => enroll(parts, call) },
    { ...row('sandboxReset', 'POST', '/sandbox/reset'), run: (call) => reset(parts, call) },
    {
      ...row('sandboxExchange', 'GET', '/sandbox/exchanges/:id'),
      run: (call) => Promise.resolve(exchange(parts, call)),
    },
    {
      ...row('sandboxExchanges', 'GET', '/sandbox/exchanges'),
      run: (call) => Promise.resolve(ok({ status: 200, body: { exchanges: listed(parts, call) } })),
    },
  ];
}

function row(name: string, method: 'GET' | 'POST', path: string) {
  const hasBody = name === 'sandboxEnroll';
  return {
    name,
    method,
    path,
    kind: 'plain',
    scope: 'sandbox',
    hasBody,
    budgetMs: BUDGET_MS,
  } as const;
}

/** Registers the persons of a bundle under the demo payer's fully insured plan, or a named one. */
async function enroll(parts: SandboxParts, call: Call): Promise<Result<Answer, Problem>> {
  const { store, clock } = parts;
  const { resource } = readDocument(call.body);
  if (resource === undefined) return fail({ code: 'json-unreadable' });
  const bundle = openRequestBundle(resource);
  if (!bundle.ok) return bundle;
  const known = await store.read({ records: [{ kind: 'plan', keys: ['all'] }] });
  if (!known.ok) return fail(unavailable(known.problem));
  const wanted = call.query.plan?.[0];
  const plan = known.value.plans.find(({ id, fundingType }) =>
    wanted === undefined ? fundingType === 'fully-insured' : id === wanted,
  );
  if (plan === undefined) {
    return fail({ code: 'parameter-invalid', detail: 'There is no such plan.' });
  }
  const today = civilDateOf(clock.now(), plan.timeZone);
  const enrolment = { planId: plan.id, from: addDays(today, -COVERED_DAYS) };
  const records = enrolledRecords(bundle.value, enrolment);
  const imported = await store.importRecords(records);
  if (!imported.ok) return fail(unavailable(imported.problem));
  const { inserted, changed, unchanged } = imported.value;
  const ids = records.map(({ kind, id }) => `${kind} ${id}`);
  return ok({ status: 200, body: { plan: plan.id, inserted, changed, unchanged, records: ids } });
}

async function reset(parts: SandboxParts, _call: Call): Promise<Result<Answer, Problem>> {
  const cleared = await parts.store.clear();
  if (!cleared.ok) return fail(unavailable(cleared.problem));
  const loaded = await parts.loadDemo();
  if (!loaded.ok) return fail({ code: 'fault' });
  parts.exchanges.clear();
  return ok({ status: 200, body: { reset: true } });
}

function exchange({ exchanges }: SandboxParts, call: Call): Result<Answer, Problem> {
  const found = exchanges.find(call.path.id ?? '');
  if (found === undefined || found.clientId !== call.client.id) return fail({ code: 'not-found' });
  return ok({ status: 200, body: { ...found } });
}

function listed({ exchanges }: SandboxParts, { client }: Call) {
  const own = exchanges.list().filter(({ clientId }) => clientId === client.id);
  return own.map(({ requestId, at, operation, status }) => ({ requestId, at, operation, status }));
}
