import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from './adapters/system-clock.ts';
import type { Judge, OpenJudge } from './cli/commands/validate-judge.ts';
import type { JsonLimits } from './fhir/json/json-finding.ts';
import { notEvaluatedIssues } from './fhir/validate/not-evaluated.ts';
import type { Validator } from './fhir/validate/validator.ts';
import { stepsWithin } from './operations/rooms/read-limits.ts';
import { fail, ok } from './result.ts';
import { withDemoDates } from './wire/demo-dates.ts';
import { readLimits } from './wire/read-limits.ts';
import { settingsOf } from './wire/settings.ts';

/** The project's root, from `src/` and from `dist/` alike. */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PROFILES = join(ROOT, 'profiles');
const BASE = join(ROOT, 'dist', 'profiles');

/** Opens a release train's validator, with `fhirpath` behind the compiled invariants. */
export async function openValidator(train: string): Promise<Validator> {
  // Imported here, so that `assent --help` does not pay for them.
  const [{ openFactFiles, readTrain }, { loadReference }, { createValidator }] = await Promise.all([
    import('./adapters/fact-files.ts'),
    import('./fhir/fhirpath/fallback.ts'),
    import('./fhir/validate/validator.ts'),
  ]);
  const source = openFactFiles([PROFILES, BASE], readTrain(PROFILES, train));
  return createValidator(source, { reference: await loadReference(), sha1 });
}

/** R4 names SHA-1 for Attachment.hash: it guards against accidents, not against forgers. */
function sha1(base64: string): string {
  return createHash('sha1').update(Buffer.from(base64, 'base64')).digest('base64');
}

/** The judge of a release train: its facts, compiled and walked. */
export const openJudge: OpenJudge = async ({ train, profiles, env }) => {
  const settings = settingsOf(env);
  if (!settings.ok) return settings;
  const limits = readLimits(settings.value).resource;
  try {
    const validator = await openValidator(train);
    const unknown = profiles.find((profile) => !validator.knows(profile));
    if (unknown !== undefined) return fail(`train ${train} has no profile "${unknown}"`);
    const { readDocument } = await import('./fhir/validate/document.ts');
    const judge = judgeWith({ validator, readDocument, profiles, limits });
    return ok({ judge, bytesMax: limits.bytesMax });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

type ReadDocument = typeof import('./fhir/validate/document.ts').readDocument;

interface JudgeParts {
  readonly validator: Validator;
  readonly readDocument: ReadDocument;
  readonly profiles: readonly string[];
  readonly limits: JsonLimits;
}

function judgeWith({ validator, readDocument, profiles, limits }: JudgeParts): Judge {
  const stepsMax = stepsWithin(limits);
  return (came) => {
    const { bytes, remarks } = withDemoDates(came, systemClock);
    const { resource, faults } = readDocument(bytes, limits);
    if (resource === undefined) return [...faults, ...remarks];
    const { issues, notEvaluated } = validator.validate(resource, { profiles, faults, stepsMax });
    const unsaid = notEvaluatedIssues(notEvaluated, resource.resourceType);
    return [...issues, ...unsaid, ...remarks];
  };
}
