import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createAdmission, weightOf } from '../../src/http/admission.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { createTestOperations } from './test-operations.ts';
import { startTestServer } from './test-server.ts';

/** Goal: heavy calls wait for each other, and light ones for none. */
const UNIT = 16 * 1024;
const response = () => new ServerResponse(new IncomingMessage(new Socket()));
const limits = { workMax: 400, workWaitMs: 0, clientSharePercent: 50 };
const call = (client: string, units: number, weight = 1) => ({
  operation: { weight },
  client,
  bytes: units * UNIT,
});

describe('a call weighs', () => {
  it.each([
    [1, 0, 1],
    [1, 24_000, 2],
    [16, 24_000, 32],
    [32, 0, 32],
    [1, 25 * 1024 * 1024, 1600],
  ])('its operation, %i, for each 16 KiB of its body: %i bytes are %i', (weight, bytes, all) => {
    expect(weightOf({ operation: { weight }, bytes })).toBe(all);
  });
});

describe('work', () => {
  it('of one client is let in up to its share, of all up to the whole', async () => {
    const admit = createAdmission(limits);
    const code = async (client: string, units: number, weight?: number) =>
      (await admit(call(client, units, weight), response()))?.code ?? 'in';
    expect([await code('a', 100), await code('a', 6, 16)]).toEqual(['in', 'in']);
    expect([await code('a', 100), await code('b', 200)]).toEqual(['too-many-requests', 'in']);
    expect([await code('c', 100), await code('a', 100)]).toEqual([
      'overloaded',
      'too-many-requests',
    ]);
    expect([await code('a', 16), await code('c', 16), await code('c', 0)]).toEqual(
      Array(3).fill('in'),
    );
  });

  it('of a small share is limited as well', async () => {
    const admit = createAdmission({ workMax: 64, workWaitMs: 0, clientSharePercent: 1 });
    const code = async (client: string, units: number) =>
      (await admit(call(client, units), response()))?.code ?? 'in';
    expect([await code('a', 17), await code('a', 17), await code('a', 16)]).toEqual([
      ...['in', 'too-many-requests', 'in'],
    ]);
    const others = ['b', 'c', 'd', 'e'].map((client) => code(client, 1000));
    expect(await Promise.all(others)).toEqual(['in', 'in', 'in', 'overloaded']);
  });

  it('of any weight is let in alone, and makes room when it is answered', async () => {
    const admit = createAdmission({ ...limits, workWaitMs: 20_000 });
    const [first, second] = [response(), response()];
    expect(await admit(call('a', 5000), first)).toBe(undefined);
    let isIn = false;
    const waiting = admit(call('a', 20), second).then((problem) => {
      isIn = problem === undefined;
    });
    expect(await admit(call('b', 20), response())).toBe(undefined);
    expect(isIn).toBe(false);
    first.emit('close');
    await waiting;
    expect(isIn).toBe(true);
  });

  it('for a sender that went away while it waited is not begun', async () => {
    const admit = createAdmission({ ...limits, workWaitMs: 20_000 });
    const [first, gone] = [response(), response()];
    await admit(call('a', 5000), first);
    const waiting = admit(call('a', 20), gone);
    gone.destroy().emit('close');
    expect((await waiting)?.code).toBe('too-many-requests');
    first.emit('close');
    expect(await admit(call('a', 200), response())).toBe(undefined);
  });
});

describe('a server with too much work', () => {
  it('refuses what is heavy in words, and answers what is light', async () => {
    const { operations, waiting, release } = createTestOperations();
    const heavy = operations.map((operation): Operation => ({ ...operation, weight: 16 }));
    const settings = { workMax: 64, workWaitMs: 20, clientSharePercent: 100 };
    const running = await startTestServer({ settings, operations: heavy });
    const post = (bytes: number, path: string) =>
      fetch(`${running.url}/fhir/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/fhir+json',
          authorization: 'Bearer token-of-other',
        },
        body: `{"resourceType":"Basic","id":"${'a'.repeat(bytes)}"}`,
      });
    const first = post(3 * UNIT, 'hold');
    await expect.poll(waiting).toBe(1);
    const refused = await post(UNIT, 'Claim/$submit');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await refused.text()).toContain('(ASSENT_CLIENT_SHARE of ASSENT_WORK_MAX)');
    expect((await post(100, 'Claim/$submit')).status).toBe(200);
    release();
    expect((await first).status).toBe(200);
    expect((await post(UNIT, 'Claim/$submit')).status).toBe(200);
    await running.server.close();
  });
});
