import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { scenario, startPayer, type TestPayer } from '../../operations/payer.ts';
import { readExamples } from '../fixtures/examples.ts';
import { type Example, generateMutants } from '../mutants/generate.ts';
import { askOracle } from './oracle.ts';
import { readAnswer } from './reading.ts';

/**
 * Sends the official request Bundles and mutants of them to a running payer in which they are
 * enrolled, and asks the official validator about what went in, what came out and what the payer
 * says of itself:
 * `tsx test/conformance/oracle/run-submit.ts [--url http://127.0.0.1:3500] [--mutants 10]`.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3500' },
    mutants: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const { url } = values;
const each = Number(values.mutants);
const requests = readExamples().filter(
  ({ name }) =>
    /^Bundle-(?:Referral|Medical|Homecare|Surgical)/.test(name) && !name.includes('Response'),
);
const tally = {
  ...{ answered: 0, refused: 0, faults: 0, unclean: 0, approvedInvalid: 0 },
  /** Taken with errors that are told; those that were only told among them. */
  ...{ taken: 0, toldAlone: 0 },
};

async function isClean(text: string, resource: JsonObject): Promise<boolean | undefined> {
  const reading = readAnswer(await askOracle(text, { url, train: '2.2' }), resource);
  return reading?.valid;
}

function fault(line: string): void {
  tally.faults += 1;
  console.log(line);
}

async function judge(payer: TestPayer, name: string, text: string): Promise<void> {
  const { status, body } = await payer.post('/fhir/Claim/$submit', text);
  if (status >= 500) {
    fault(`${name}: ${status}`);
    return;
  }
  if (status !== 200) {
    tally.refused += 1;
    if (body.resourceType !== 'OperationOutcome') fault(`${name}: no OperationOutcome`);
    return;
  }
  tally.answered += 1;
  const answer = JSON.stringify(body);
  const isTaken = answer.includes('"resourceType":"OperationOutcome"');
  const isToldAlone = isTaken && !answer.includes('A person looks at what it concerns.');
  if (isTaken) tally.taken += 1;
  if (isToldAlone) tally.toldAlone += 1;
  // What is echoed is echoed as it came, with its faults.
  if (!isTaken && (await isClean(answer, body)) === false) {
    tally.unclean += 1;
    console.log(`${name}: the official validator finds errors in the answer`);
  }
  const sent: unknown = JSON.parse(text);
  const isApproved = !isToldAlone && answer.includes('"code":"A1"');
  if (isApproved && isJsonObject(sent) && (await isClean(text, sent)) === false) {
    tally.approvedInvalid += 1;
    console.log(`${name}: approved although the official validator calls it invalid`);
  }
}

function mutantsOf(example: Example): readonly string[] {
  return generateMutants([example], Number(values.seed), each).map(({ text }) => text);
}

const payer = await startPayer({ ASSENT_SANDBOX: 'on' });
// The statement that is committed is this one (test/docs/capability-statement.test.ts).
const { body: statement } = await payer.get('/fhir/metadata');
const isStatementValid = await isClean(JSON.stringify(statement), statement);
if (isStatementValid !== true) fault('the CapabilityStatement is not valid');
for (const example of requests) {
  const text = JSON.stringify(example.resource);
  await payer.post('/sandbox/enroll', text);
  const refusedBefore = tally.refused;
  await judge(payer, example.name, text);
  if (tally.refused > refusedBefore) fault(`${example.name}: an official bundle was refused`);
  for (const [index, mutant] of mutantsOf(example).entries()) {
    await judge(payer, `${example.name} mutant ${index}`, mutant);
  }
}
// Requests of the demo payer, which are approved as they are: here a mutant could do harm.
for (const name of ['home-oxygen-approved', 'home-oxygen-information', 'unknown-member']) {
  const resource: unknown = JSON.parse(scenario(name));
  if (!isJsonObject(resource)) continue;
  await judge(payer, name, JSON.stringify(resource));
  const mutants = generateMutants([{ name, resource }], Number(values.seed), each * 20);
  for (const [index, { text }] of mutants.entries()) await judge(payer, `${name} ${index}`, text);
}
const kit = join(import.meta.dirname, '../../../../shared/fixtures/inferno/pas-2.2.1');
for (const file of readdirSync(kit).filter((name) =>
  /^(?:submit|claim-update|error)-/.test(name),
)) {
  const { default: body }: { default: unknown } = await import(join(kit, file), {
    with: { type: 'json' },
  });
  await payer.post('/sandbox/enroll', body);
  const { status, body: answer } = await payer.post('/fhir/Claim/$submit', body);
  console.log(`${file}: ${status}`);
  if (status >= 500 || status === 409) fault(`${file}: ${status}`);
  const isRefusal = status >= 400 && answer.resourceType === 'OperationOutcome';
  if (file.startsWith('error-') && !isRefusal) fault(`${file}: it was not refused`);
}
await payer.stop();
console.log(
  JSON.stringify({ bundles: requests.length, mutantsEach: each, isStatementValid, ...tally }),
);
const { faults, unclean, approvedInvalid } = tally;
process.exitCode = faults + unclean + approvedInvalid === 0 && requests.length === 5 ? 0 : 1;
