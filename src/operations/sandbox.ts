import type { Exchange, ExchangeLog } from '../ports/exchange-log.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { unavailable } from './rooms/persist.ts';
import { type EnrollParts, enroll } from './sandbox-enroll.ts';

/** What the sandbox needs beside what enrolling does. */
export interface SandboxParts extends EnrollParts {
  readonly exchanges: ExchangeLog;
  /** Loads the demo payer again. */
  readonly loadDemo: () => Promise<Result<void, string>>;
}

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
    weight: name === 'sandboxReset' ? 512 : 2,
    budgetMs: BUDGET_MS,
  } as const;
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
  const found = exchanges.find(call.path.id ?? '', (one) => isOwn(one, call));
  if (found === undefined) return fail({ code: 'not-found' });
  return ok({ status: 200, body: { ...found } });
}

/** An intermediary sees those of the sender that it names, and nothing when it names none. */
function isOwn({ clientId, subSender }: Exchange, { client, sender }: Call): boolean {
  const isForIt = client.kind === 'practice' || (sender !== undefined && subSender === sender);
  return clientId === client.id && isForIt;
}

function listed({ exchanges }: SandboxParts, call: Call) {
  const own = exchanges.list().filter((one) => isOwn(one, call));
  return own.map(({ requestId, at, operation, status }) => ({ requestId, at, operation, status }));
}
