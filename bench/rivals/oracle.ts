import type { Complaint, Contestant } from '../contestant.ts';

/** The official validator where it runs as a service; undefined when nobody answers. */
export async function openOracle(url: string): Promise<Contestant | undefined> {
  const isThere = await ask(url, '{"resourceType":"Basic"}').catch(() => undefined);
  if (isThere === undefined) return undefined;
  return {
    name: 'official validator (service)',
    prepare: (bytes) => {
      const body = Buffer.from(bytes).toString('utf8');
      return () => ask(url, body);
    },
    errors: (resource) => ask(url, JSON.stringify(resource)),
  };
}

interface Answer {
  readonly issues?: readonly {
    readonly level: string;
    readonly location: string;
    readonly message: string;
  }[];
}

async function ask(url: string, body: string): Promise<readonly Complaint[]> {
  const response = await fetch(`${url}/validate?train=2.2`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  const { issues = [] }: Answer = JSON.parse(await response.text());
  return issues
    .filter(({ level }) => level === 'ERROR' || level === 'FATAL')
    .map(({ location, message }) => ({ place: location, what: message }));
}
