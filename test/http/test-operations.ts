import { readDocument } from '../../src/fhir/validate/document.ts';
import type { Answer, Call, Operation } from '../../src/operations/operation.ts';
import type { Problem } from '../../src/problem.ts';
import { fail, ok, type Result } from '../../src/result.ts';

/** The table of the tests: one row for each thing that an operation can do to http. */
export interface TestOperations {
  readonly operations: readonly Operation[];
  /** How many calls have begun to wait. */
  waiting(): number;
  /** Lets calls go that wait. */
  release(): void;
  /** Resolves once a call has begun to wait. */
  readonly begun: Promise<void>;
}

type Run = (call: Call) => Promise<Result<Answer, Problem>>;

const row = (name: string, rest: Partial<Operation>, run: Run): Operation => ({
  ...{
    name,
    method: 'GET',
    path: `/${name}`,
    kind: 'fhir',
    hasBody: false,
    weight: 1,
    budgetMs: 5_000,
  },
  ...rest,
  run,
});

/** Reads its body as every operation does and gives it back. */
const echo: Run = async ({ body }) => {
  if (body.length === 0) return fail({ code: 'body-missing' });
  const { resource, faults } = readDocument(body);
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (resource !== undefined && errors.length === 0) return ok({ status: 200, body: resource });
  const issues = errors.map(({ severity, code, expression, rule, message }) => ({
    ...{ severity, code, expression, rule, text: message },
  }));
  return fail({ code: 'json-unreadable', issues });
};

const tell: Run = async ({ client, path, query, languages, requestId, measure }) =>
  ok({
    status: 200,
    body: measure('respond', () => ({
      client: client.id,
      path: { ...path },
      query: { ...query },
      languages,
      requestId,
    })),
  });

export function createTestOperations(): TestOperations {
  let releaseAll = (): void => undefined;
  let tellBegun = (): void => undefined;
  let waiting = 0;
  const released = new Promise<void>((resolve) => {
    releaseAll = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve;
  });
  const wait: Run = async () => {
    waiting += 1;
    tellBegun();
    await released;
    return ok({ status: 200, body: { resourceType: 'Parameters' } });
  };
  const throwing: Run = ({ query }) => {
    throw new TypeError(`patient ${query.name?.[0]}\n    at x (/src/${query.name?.[0]}:1:2)`);
  };
  const submit = 'system/Claim.submit';
  const operations: readonly Operation[] = [
    row('echo', { method: 'POST', scope: submit, hasBody: true, path: '/Claim/$submit' }, echo),
    row('plainEcho', { method: 'POST', kind: 'plain', hasBody: true, path: '/plain/echo' }, echo),
    row('clear', { method: 'POST', kind: 'plain', scope: 'sandbox', path: '/plain/clear' }, tell),
    row('read', { path: '/Claim/:id', scope: 'system/Claim.read' }, tell),
    row('remove', { method: 'DELETE', path: '/Claim/:id', scope: submit }, async () =>
      ok({ status: 204 }),
    ),
    row('tell', {}, tell),
    row('plainTell', { kind: 'plain', path: '/plain/tell' }, tell),
    row('hook', { kind: 'plain', path: '/cds-services' }, tell),
    row('fault', {}, throwing),
    row('plainFault', { kind: 'plain', path: '/plain/fault' }, throwing),
    row('lateFault', { budgetMs: 10 }, async (call) => {
      await released;
      return throwing(call);
    }),
    row('badHeader', {}, async () =>
      ok({ status: 200, headers: { Location: 'a\r\nSet-Cookie: b' }, body: {} }),
    ),
    row('wait', {}, wait),
    row('hold', { method: 'POST', hasBody: true }, wait),
    row('brief', { budgetMs: 10 }, wait),
    row('busy', { budgetMs: 5 }, async () => {
      const startedAt = performance.now();
      while (performance.now() - startedAt < 20);
      return ok({ status: 200, body: {} });
    }),
  ];
  return { operations, waiting: () => waiting, release: () => releaseAll(), begun };
}
