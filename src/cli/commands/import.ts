import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { openProgress, type Progress } from '../progress.ts';
import type { OpenStore } from './explain.ts';
import { type ImportTally, importLines, utcDate } from './import-records.ts';
import { findFiles } from './validate-files.ts';

/** What `import` needs from the wiring. */
export interface ImportParts {
  readonly openStore: OpenStore;
  readonly clock: Clock;
}

/** Faults that are printed; all are counted. */
const SHOWN_MAX = 20;

/** The command that loads the payer's own records: plans, members, coverages, providers. */
export function importCommand(parts: ImportParts): Command {
  return {
    name: 'import',
    summary: "Load the payer's own records from NDJSON of FHIR R4 resources.",
    usage: '[options] FILE… | -',
    options: {
      store: { summary: 'The store to load (ASSENT_STORE unless given)', value: 'ADDRESS' },
    },
    notes: [
      'Taken are InsurancePlan, Patient, Coverage, Organization and Practitioner; other types are',
      'skipped and counted. A line that can not be taken is told by its number, the others go on.',
      'Loading the same again changes nothing. {{today-30d}} stands for a date relative to today.',
      'FILE may be a folder: the .ndjson files below it.',
    ],
    run: (context) => runImport(context, parts),
  };
}

async function runImport(context: CommandContext, parts: ImportParts): Promise<ExitCode> {
  const { positionals, values, env } = context;
  if (positionals.length === 0) return complain(context, 'import: name a file, or "-"');
  const files = await findFiles(positionals, '.ndjson');
  if (!files.ok) return complain(context, `import: ${files.problem}`);
  const { store: address } = values;
  const opened = await parts.openStore(env, typeof address === 'string' ? address : undefined);
  if (!opened.ok) return complain(context, `import: ${opened.problem}`);
  const progress = openProgress(context.stderr);
  try {
    let faults = 0;
    for (const { name } of files.value) {
      const tally = await importFile({ context, parts, store: opened.value, progress }, name);
      progress.clear();
      if (typeof tally === 'string') return complain(context, `import: ${name}: ${tally}`);
      faults += tally.faulty;
      context.stdout.write(`${name}: ${summary(tally)}\n`);
    }
    return faults === 0 ? 0 : 1;
  } finally {
    await opened.value.close();
  }
}

interface FileRun {
  readonly context: CommandContext;
  readonly parts: ImportParts;
  readonly store: Store;
  readonly progress: Progress;
}

function importFile(
  { context, parts, store, progress }: FileRun,
  name: string,
): Promise<ImportTally | string> {
  let shown = 0;
  const today = utcDate(parts.clock.now());
  if (today === undefined) return Promise.resolve('the clock gives no date');
  return importLines(linesOf(context, name), {
    store,
    today,
    onProgress: (lines) => progress.show(0.5, `${lines} lines of ${name}`),
    onFault: ({ line, reason }) => {
      shown += 1;
      if (shown > SHOWN_MAX) return;
      progress.clear();
      context.stderr.write(`${name}:${line}: ${reason}\n`);
    },
  });
}

async function* linesOf({ stdin }: CommandContext, name: string): AsyncGenerator<string> {
  if (name !== '-') {
    yield* createInterface({ input: createReadStream(name), crlfDelay: Number.POSITIVE_INFINITY });
    return;
  }
  let rest = '';
  for await (const chunk of stdin) {
    const lines = (rest + Buffer.from(chunk).toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function summary({ lines, inserted, changed, unchanged, skipped, faulty }: ImportTally): string {
  return (
    `${lines} lines: ${inserted} new, ${changed} changed, ${unchanged} unchanged, ` +
    `${skipped} skipped, ${faulty} faulty`
  );
}
