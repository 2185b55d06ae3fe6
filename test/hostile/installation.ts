import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program as it is installed, with clients of its own. */
export interface Installation {
  readonly root: string;
  remove(): void;
}

const PARTS = ['dist', 'profiles', 'policies', 'demo', 'package.json'];

/** The provider that the official referral bundle asks for. */
const PROVIDER_NPI = '8189991234';

/**
 * Copies a build into a folder of its own and registers these clients beside those of the demo;
 * the token of each is its id.
 */
export function install(build: string, clients: readonly string[]): Installation {
  const root = mkdtempSync(join(tmpdir(), 'assent-hostile-'));
  for (const part of PARTS) {
    const from = join(build, part);
    if (!existsSync(from)) throw new Error(`${from} is missing: run npm run build`);
    cpSync(from, join(root, part), { recursive: true });
  }
  symlinkSync(join(build, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(
    join(root, 'demo/clients/clients.json'),
    JSON.stringify([tour, ...clients.map(clientOf)]),
  );
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  // Nothing is left behind by a run that is broken off either.
  process.once('exit', remove);
  return { root, remove };
}

const scopes = ['system/Claim.submit', 'system/Claim.read', 'system/ClaimResponse.read', 'sandbox'];

/** Whom a request without a token counts as: a page in a browser that sends one has this one's. */
const tour = { ...clientOf('demo-tour'), isTour: true };

function clientOf(id: string) {
  return {
    demo: true,
    id,
    name: id,
    token: id,
    isTour: false,
    kind: 'practice',
    organizations: [],
    npis: [PROVIDER_NPI],
    tins: [],
    scopes,
  };
}
