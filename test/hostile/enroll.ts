import { timedRequest } from './timed-request.ts';

const TIMEOUT_MS = 20_000;

/** Enrolls the members of these requests through a server's sandbox; throws when one is refused. */
export async function enroll(
  { port, token }: { readonly port: number; readonly token: string },
  bundles: readonly string[],
): Promise<void> {
  for (const bundle of bundles) {
    const { status, end } = await timedRequest({
      port,
      method: 'POST',
      path: '/sandbox/enroll',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: [Buffer.from(bundle)],
      timeoutMs: TIMEOUT_MS,
    });
    if (status !== 200) throw new Error(`enroll: ${end}`);
  }
}
