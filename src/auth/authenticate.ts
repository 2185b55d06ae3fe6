import type { Digest } from '../ports/chance.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Client } from './scope.ts';

/** What a request brings to say who sends it. */
export interface Credentials {
  /** The Authorization header. */
  readonly authorization: string | undefined;
  /** True when a page of another origin made a browser send it: nothing is implied then. */
  readonly isForeign: boolean;
}

/** Tells who calls. Problems: unauthenticated. */
export type Authenticate = (credentials: Credentials) => Promise<Result<Client, Problem>>;

/** A demo client with its token; only there when ASSENT_DEMO is on. */
export interface DemoClient extends Client {
  readonly token: string;
  /** True for the client that a request without a token counts as. */
  readonly isTour: boolean;
}

/** Whose tokens are taken. */
export interface DemoAccess {
  readonly clients: readonly DemoClient[];
  /** `on` lets a request without a token in as the tour's client, `public` does not. */
  readonly mode: 'off' | 'on' | 'public';
  readonly digest: Digest;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]{1,4096}=*) *$/iu;

/** The authentication of the demo payer. Tokens are looked up by their digest. */
export function demoAuthenticate({ clients, mode, digest }: DemoAccess): Authenticate {
  const known = mode === 'off' ? [] : clients;
  const byDigest = new Map(known.map((client) => [digest.sha256(client.token), client]));
  const tour = mode === 'on' ? known.find(({ isTour }) => isTour) : undefined;
  const problem: Problem = { code: 'unauthenticated', detail: howToGetIn(known) };
  return async ({ authorization, isForeign }) => {
    if (authorization === undefined) {
      return tour === undefined || isForeign ? fail(problem) : ok(clientOf(tour));
    }
    const token = BEARER.exec(authorization)?.[1];
    const client = token === undefined ? undefined : byDigest.get(digest.sha256(token));
    return client === undefined ? fail(problem) : ok(clientOf(client));
  };
}

/** Demo tokens are no secret: they let in to a payer without real people. */
function howToGetIn(known: readonly DemoClient[]): string {
  const [first] = known;
  return first === undefined
    ? 'this server gives out no tokens yet; with ASSENT_DEMO=on it accepts those of the demo'
    : `send a token of the demo, such as "Authorization: Bearer ${first.token}"; ` +
        'demo/clients/clients.json has all of them';
}

function clientOf({ id, name, kind, organizations, npis, tins, scopes }: DemoClient): Client {
  return { id, name, kind, organizations, npis, tins, scopes };
}
