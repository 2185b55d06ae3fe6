import { join } from 'node:path';
import { readExamples } from '../fixtures/examples.ts';
import { examplesOf } from '../fixtures/packages.ts';
import type { Example } from '../mutants/generate.ts';
import { isAtOrAbove, plainExpression } from './expression.ts';
import { inTurn } from './in-turn.ts';
import type { Judge } from './judge.ts';
import { askOracle } from './oracle.ts';
import { readAnswer } from './reading.ts';

/** Types that PAS 2.2.1 profiles or lets its profiles refer to. */
const pasTypes = new Set(
  (
    'Bundle Claim ClaimResponse CommunicationRequest Coverage Device DeviceRequest Encounter ' +
    'DocumentReference HealthcareService Location Medication MedicationRequest NutritionOrder ' +
    'OperationOutcome Organization Parameters Patient Practitioner PractitionerRole ' +
    'QuestionnaireResponse RelatedPerson ServiceRequest Subscription Task Observation ' +
    'Condition Procedure DiagnosticReport CareTeam'
  ).split(' '),
);

/**
 * Judges the examples of PAS 2.2.1 and those of US Core 7.0.0 of the types that PAS uses; true when
 * we raise no error that the official validator does not raise.
 */
export async function runExamples(judge: Judge, url: string, packages: string): Promise<boolean> {
  const core = await examplesOf(join(packages, 'us_core_700.tgz'));
  const used = core.filter(({ resource }) => pasTypes.has(String(resource.resourceType)));
  const pas = readExamples();
  const alarms = await inTurn([...pas, ...used], 2, (example) => alarmsOn(example, judge, url));
  for (const alarm of alarms.flat()) console.log(alarm);
  console.log(
    `${pas.length} examples of PAS 2.2.1, ${used.length} of US Core 7.0.0: ` +
      `${alarms.flat().length} errors that the official validator does not raise`,
  );
  return alarms.flat().length === 0;
}

async function alarmsOn(example: Example, judge: Judge, url: string): Promise<string[]> {
  const text = JSON.stringify(example.resource);
  const answer = await askOracle(text, { url, train: '2.2' });
  const reading = readAnswer(answer, example.resource);
  const places = reading?.places ?? [];
  const errors = judge(text).filter(({ severity }) => severity === 'error');
  const alarms = errors.filter(({ expression }) => {
    const ours = plainExpression(expression);
    return !places.some((theirs) => isAtOrAbove(ours, theirs));
  });
  return alarms.map(
    (issue) => `${example.name} ${issue.expression} ${issue.rule}: ${issue.message}`,
  );
}
