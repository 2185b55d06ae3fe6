#!/usr/bin/env node
import { readJsonFile } from './adapters/demo-files.ts';
import { openFilesProblem } from './adapters/open-files.ts';
import type { Settings } from './settings/settings-shape.ts';
import { places } from './wire/places.ts';
import type { StartedServer } from './wire/server.ts';

const usage = `Usage: assent-server [--demo]

Start the payer's FHIR server.

Options:
  --demo     Run the demo payer, unless ASSENT_DEMO says otherwise.
  --help     Print this text.
  --version  Print the version.

Settings come from the environment; docs/settings.md lists them.
Exit codes: 0 closed, 1 it can not start or can not go on, 2 wrong usage.
`;

/** Ends the process with one line: it can't start, or it can't go on. */
function stop(line: string): never {
  process.stderr.write(`assent: ${line.replace(/\s+/gu, ' ')}\n`);
  process.exit(1);
}

/** What is answered without a server: help, the version, a word that is none of ours. */
function answerArguments(given: readonly string[]): void {
  const wrong = given.find((word) => !['--demo', '--help', '--version'].includes(word));
  if (wrong !== undefined) {
    process.stderr.write('assent: unknown option; see: assent-server --help\n');
    process.exit(2);
  }
  const isHelp = given.includes('--help');
  if (!isHelp && !given.includes('--version')) return;
  const { version } = readJsonFile<{ readonly version: string }>(places.packageFile);
  process.stdout.write(isHelp ? usage : `${version}\n`);
  process.exit(0);
}

/** `npm start` runs the demo payer unless the environment says otherwise. */
async function readAllSettings(): Promise<Settings> {
  const { settingsOf } = await import('./wire/settings.ts');
  const isDemo = process.argv.includes('--demo') && process.env.ASSENT_DEMO === undefined;
  const environment = isDemo ? { ...process.env, ASSENT_DEMO: 'on' } : process.env;
  const settings = settingsOf(environment);
  return settings.ok ? settings.value : stop(settings.problem);
}

function screen({ url }: StartedServer, { demo, sandbox, store, settingsFile }: Settings): string {
  const lines = [
    '',
    '  Assent, a payer for prior authorization',
    '',
    `  FHIR           ${url}/fhir          (capabilities at /fhir/metadata)`,
    `  health         ${url}/health/ready  (metrics at /metrics)`,
    `  store          ${store.startsWith('mongodb') ? 'mongodb' : store}`,
    `  demo payer     ${demo}    sandbox ${sandbox}    settings ${settingsFile || 'none'}`,
    '',
  ];
  if (demo === 'on') {
    lines.push(
      '  Try it in another terminal:',
      '',
      '    npx assent demo home-oxygen-approved > request.json',
      `    curl -s '${url}/fhir/Claim/$submit?_pretty=true' \\`,
      "      -H 'Content-Type: application/fhir+json' --data-binary @request.json",
      '',
      `  Or look with a browser: ${url}/`,
      '',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** As loading the program takes, which therefore waits; the server asks for what requests take. */
const LEAST_FILES = 100;

answerArguments(process.argv.slice(2));
const tooFew = openFilesProblem(LEAST_FILES);
if (tooFew !== undefined) stop(tooFew);
const settings = await readAllSettings();
const { startAssent } = await import('./wire/server.ts');
const started = await startAssent({ settings, onFatal: stop });
if (!started.ok) stop(started.problem);
const assent = started.value;
process.stdout.write(screen(assent, settings));

let isEnding = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    assent.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
