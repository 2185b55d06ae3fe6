import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { civilDateOf } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { amount } from '../amount.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { openProgress } from '../progress.ts';
import type { OpenStore } from './explain.ts';
import { type ImportTally, importFiles } from './import-records.ts';
import { findFiles } from './validate-files.ts';

/** What `import` needs from the wiring. */
export interface ImportParts {
  readonly openStore: OpenStore;
  readonly clock: Clock;
}

/** Lines that are printed; all are counted. */
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
      'skipped and counted. A line that can not be taken is told by its number with the reason;',
      'the others go on. Coverages that are cancelled are taken as out of force, and told.',
      'Loading the same again changes nothing. {{today-30d}} stands for a date relative to today.',
      'Exit code: 0 when every line was taken or skipped, 1 when lines were faulty, 2 when nothing',
      'could be done.',
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
  try {
    return await importAll(context, parts, { store: opened.value, files: files.value });
  } finally {
    await opened.value.close();
  }
}

interface FilesToImport {
  readonly store: Store;
  readonly files: readonly { readonly name: string }[];
}

async function importAll(
  context: CommandContext,
  { clock }: ImportParts,
  { store, files }: FilesToImport,
): Promise<ExitCode> {
  const today = civilDateOf(clock.now(), 'UTC');
  const progress = openProgress(context.stderr);
  let shown = 0;
  const named = files.map(({ name }) => ({ name, lines: linesOf(context, name) }));
  const imported = await importFiles(named, {
    store,
    today,
    onProgress: (name, lines) => progress.show(0.5, `${amount(lines, 'line')} of ${name}`),
    onRemark: ({ name, line, reason }) => {
      shown += 1;
      if (shown > SHOWN_MAX) return;
      progress.clear();
      context.stderr.write(`${name}:${line}: ${reason}\n`);
    },
  });
  progress.clear();
  if (!imported.ok) return complain(context, `import: ${imported.problem}`);
  if (shown > SHOWN_MAX) context.stderr.write(`… and ${amount(shown - SHOWN_MAX, 'line')} more\n`);
  for (const tally of imported.value) context.stdout.write(`${tally.name}: ${summary(tally)}\n`);
  return imported.value.every(({ faulty }) => faulty === 0) ? 0 : 1;
}

async function* linesOf({ stdin }: CommandContext, name: string): AsyncGenerator<string> {
  if (name !== '-') {
    yield* createInterface({ input: createReadStream(name), crlfDelay: Number.POSITIVE_INFINITY });
    return;
  }
  // A character may begin in one chunk and end in the next.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of stdin) {
    const lines = (rest + decoder.decode(Buffer.from(chunk), { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  // What a last newline ends is no beginning of another line.
  if (rest !== '') yield rest;
}

function summary(tally: ImportTally): string {
  const { lines, inserted, changed, unchanged, withdrawn, skipped, faulty } = tally;
  return (
    `${amount(lines, 'line')}: ${inserted} new, ${changed} changed, ${unchanged} unchanged, ` +
    `${withdrawn} out of force, ${skipped} skipped, ${faulty} faulty`
  );
}
