import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { end } from './payer.ts';

const root = join(import.meta.dirname, '..');
const example = 'Bundle-ReferralAuthorizationBundleExample.json';
const bundle = readFileSync(join(root, 'test/conformance/fixtures/pas-2.2.1', example), 'utf8');

/** Requests of many members, as a payer's are: those of one member wait at its ledger. */
export interface Requests {
  /** The request of each member, to enroll it with. */
  readonly bundles: readonly string[];
  /** Another request each time: nothing is answered from an earlier case. */
  another(): string;
}

/** The official referral bundle for so many members, counted from the first. */
export function requestsOf(members: number, first = 0): Requests {
  const bundles = Array.from({ length: members }, (_, at) => {
    const member = first + at;
    return bundle
      .replaceAll('1122334455', `55${1_000_000 + member}`)
      .replaceAll('12345678901', `66${1_000_000 + member}`)
      .replaceAll('SubscriberExample', `SubscriberExample${member}`)
      .replaceAll('InsuranceExample', `InsuranceExample${member}`);
  });
  let number = first * 1_000_000;
  return {
    bundles,
    another: () => {
      number += 1;
      const of = bundles[number % members] ?? bundle;
      return of.replace('"A12345"', `"T${number}"`).replace('"1122445"', `"N${number}"`);
    },
  };
}

const CONNECTIONS = 50;

/** Enrolls all members through the sandbox of a server, and ends that server. */
export async function enrollAll(
  server: ChildProcess,
  base: string,
  { bundles }: Requests,
): Promise<void> {
  const headers = { 'content-type': 'application/fhir+json' };
  let next = 0;
  const enroll = async (): Promise<void> => {
    for (let body = bundles[next++]; body !== undefined; body = bundles[next++]) {
      const answer = await fetch(`${base}/sandbox/enroll`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`enroll: ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, enroll));
  await end(server);
}
