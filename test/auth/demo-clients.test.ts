import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemDigest } from '../../src/adapters/system-chance.ts';
import { type DemoClient, demoAuthenticate } from '../../src/auth/authenticate.ts';
import type { Scope } from '../../src/auth/scope.ts';
import { parseNpi } from '../../src/domain/provider/npi.ts';

/** Goal: the demo clients are what the tour says, and their tokens are worth nothing otherwise. */
const file = join(import.meta.dirname, '..', '..', 'demo', 'clients', 'clients.json');
const clients: readonly (DemoClient & { readonly demo: boolean })[] = JSON.parse(
  readFileSync(file, 'utf8'),
);

const scopes: Readonly<Record<Scope, true>> = {
  'system/Claim.submit': true,
  'system/Claim.read': true,
  'system/ClaimResponse.read': true,
  sandbox: true,
};

describe('demo clients', () => {
  it('are marked as such, and one of them is the client of the tour', () => {
    expect(clients.length).toBeGreaterThanOrEqual(3);
    expect(clients.filter(({ isTour }) => isTour)).toHaveLength(1);
    for (const { demo, id, name, token } of clients) {
      expect([id, demo]).toEqual([id, true]);
      expect(`${id} ${name} ${token}`).toMatch(/^demo-\S+ Demo .+ demo-\S+$/u);
    }
  });

  it('have ids and tokens of their own, known scopes, and NPIs of the demo range', () => {
    expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
    expect(new Set(clients.map(({ token }) => token)).size).toBe(clients.length);
    for (const client of clients) {
      expect(client.scopes.filter((scope) => !Object.hasOwn(scopes, scope))).toEqual([]);
      expect(client.npis.filter((npi) => !npi.startsWith('9') || !parseNpi(npi))).toEqual([]);
      expect(client.organizations.length).toBeGreaterThan(0);
      // A practice that lists nobody could ask for nobody; an intermediary needs no list.
      expect([client.id, client.npis.length > 0]).toEqual([client.id, client.kind === 'practice']);
      expect(client.tins.filter((tin) => !/^\d{9}$/u.test(tin))).toEqual([]);
    }
  });
});

describe('authenticating', () => {
  const known = {
    ...{ id: 'a', name: 'A', kind: 'practice' as const, scopes: [] },
    ...{ organizations: ['O'], npis: ['1'], tins: ['2'] },
  };
  const access = (mode: 'off' | 'on' | 'public') =>
    demoAuthenticate({
      clients: [{ ...known, token: 'secret', isTour: true }],
      mode,
      digest: systemDigest,
    });

  const asked = (mode: 'off' | 'on' | 'public', authorization: string | undefined) =>
    access(mode)({ authorization, isForeign: false });

  it('gives the client without its token', async () => {
    expect(await asked('on', 'Bearer secret')).toEqual({ ok: true, value: known });
    expect(await asked('on', undefined)).toEqual({ ok: true, value: known });
  });

  const demoToken = expect.stringMatching(/"Authorization: Bearer secret".*clients\.json/u);
  const unauthenticated = { ok: false, problem: { code: 'unauthenticated', detail: demoToken } };
  const strangers = ['', 'secret', 'Bearer', 'Bearer ', 'Bearer SECRET', 'Bearer secret x'];
  it.each([
    ...strangers,
    'Basic secret',
    'Bearer s\u00e9cret',
    `Bearer ${'a'.repeat(9999)}`,
  ])('%j is nobody', async (header) => {
    expect(await asked('on', header)).toMatchObject(unauthenticated);
  });

  it('implies nobody for a request that a foreign page made', async () => {
    const foreign = { isForeign: true, authorization: undefined };
    expect(await access('on')(foreign)).toMatchObject(unauthenticated);
    const named = { isForeign: true, authorization: 'Bearer secret' };
    expect(await access('on')(named)).toEqual({ ok: true, value: known });
  });

  it('knows nobody when it is off, and nobody without a token when it is public', async () => {
    const detail = expect.stringContaining('ASSENT_DEMO=on');
    const closed = { ok: false, problem: { code: 'unauthenticated', detail } };
    expect(await asked('off', 'Bearer secret')).toEqual(closed);
    expect(await asked('off', undefined)).toEqual(closed);
    expect(await asked('public', undefined)).toEqual(unauthenticated);
    expect(await asked('public', 'Bearer secret')).toEqual({ ok: true, value: known });
  });
});
