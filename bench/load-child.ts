import { isJsonObject } from '../src/fhir/json/json.ts';
import { watchReads } from '../test/conformance/hostile/fact-reads.ts';
import { openFacts, openFull } from '../test/conformance/hostile/judge-bytes.ts';
import { readSubject } from './bundle.ts';

/** What a fresh process tells about itself. */
export interface LoadReport {
  readonly ms: number;
  readonly rss: number;
  readonly filesRead: number;
  readonly filesAvailable: number;
}

/** `parse` only imports and parses; `validate` opens the train and validates once as well. */
export async function runChild(kind: string): Promise<void> {
  const { bytes } = await readSubject();
  const text = Buffer.from(bytes).toString('utf8');
  // Imported in both, so that the difference is what definitions cost.
  await import('fhirpath');
  await import('fhirpath/fhir-context/r4');
  const start = performance.now();
  const resource: unknown = JSON.parse(text);
  const report = kind === 'validate' ? await validateOnce(resource) : NOTHING;
  const ms = performance.now() - start;
  console.log(JSON.stringify({ ...report, ms, rss: process.memoryUsage().rss }));
}

const NOTHING = { filesRead: 0, filesAvailable: 0 };

async function validateOnce(resource: unknown): Promise<typeof NOTHING> {
  const { source, files, available } = watchReads(openFacts());
  const validator = await openFull(source);
  if (isJsonObject(resource)) validator.validate(resource);
  return { filesRead: files.size, filesAvailable: available };
}
