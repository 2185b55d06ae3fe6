import { amount } from '../amount.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { openProgress, type Progress } from '../progress.ts';
import { findFiles, type InputFile, readableCause } from './validate-files.ts';
import { formHint } from './validate-hint.ts';
import type { OpenedJudge, OpenJudge } from './validate-judge.ts';
import { count, jsonReport, type Report, type Tally, textReport } from './validate-report.ts';
import { openChunks, readLines, readWhole } from './validate-sources.ts';

/** The command that judges files of resources; the judge is opened only when it runs. */
export function validateCommand(openJudge: OpenJudge): Command {
  return {
    name: 'validate',
    summary: 'Validate FHIR resources by their profiles, and say how to mend what is wrong.',
    usage: '[options] FILE… | -',
    options: {
      profile: {
        summary: 'Validate every resource by this profile too, beside those it names itself.',
        value: 'URL',
        multiple: true,
      },
      train: { summary: 'The release train to validate by', value: 'NAME', preset: '2.2' },
      format: { summary: 'The form of the answer', choices: ['text', 'json'], preset: 'text' },
      ndjson: { summary: 'Take one resource a line.' },
    },
    notes: [
      'FILE may be a pattern (*, ?, **), or a folder, which stands for the .json files below it',
      '(.ndjson with --ndjson); "-" reads standard input. A finding is an error: warnings are',
      'printed but leave the exit code at 0. --format json prints one line per resource.',
    ],
    run: (context) => validate(context, openJudge),
  };
}

interface Run {
  readonly context: CommandContext;
  readonly judge: OpenedJudge;
  readonly report: Report;
  readonly progress: Progress;
  readonly tally: Tally;
}

async function validate(context: CommandContext, openJudge: OpenJudge): Promise<ExitCode> {
  const { values, positionals, env } = context;
  if (positionals.length === 0) {
    return complain(context, 'validate: name a file, or "-"; see: assent help validate');
  }
  const files = await findFiles(positionals, values.ndjson === true ? '.ndjson' : '.json');
  if (!files.ok) return complain(context, `validate: ${files.problem}`);
  const profiles = Array.isArray(values.profile) ? values.profile.map(String) : [];
  const judge = await openJudge({ train: String(values.train), profiles, env });
  if (!judge.ok) return complain(context, `validate: ${judge.problem}`);
  const run: Run = {
    context,
    judge: judge.value,
    report: values.format === 'json' ? jsonReport : textReport(wantsColours(context)),
    progress: openProgress(context.stderr),
    tally: { resources: 0, clean: 0, errors: 0, warnings: 0 },
  };
  return judgeAll(run, files.value);
}

async function judgeAll(run: Run, files: readonly InputFile[]): Promise<ExitCode> {
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let doneBytes = 0;
  for (const file of files) {
    const problem = await judgeFile(run, file, (readBytes) => {
      const share = totalBytes === 0 ? 0 : (doneBytes + readBytes) / totalBytes;
      run.progress.show(share, amount(run.tally.resources, 'resource'));
    });
    doneBytes += file.sizeBytes;
    if (problem !== undefined) {
      run.progress.clear();
      return complain(run.context, `validate: ${problem}`);
    }
  }
  run.progress.clear();
  await write(run, run.report.closing(run.tally));
  return run.tally.errors === 0 ? 0 : 1;
}

/** Undefined when the file was read to its end, else why not. */
async function judgeFile(
  run: Run,
  file: InputFile,
  onRead: (readBytes: number) => void,
): Promise<string | undefined> {
  const chunks = guardReading(openChunks(file.name, run.context.stdin));
  const byLine = run.context.values.ndjson === true;
  const read = byLine ? readLines : readWhole;
  let hint: string | undefined;
  const texts = read(file.name, chunks.read, run.judge.bytesMax);
  for await (const { source, bytes, readBytes } of texts) {
    if (chunks.problem() !== undefined) break;
    const issues = run.judge.judge(bytes);
    const errors = count(issues, 'error');
    run.tally.resources += 1;
    run.tally.clean += errors === 0 ? 1 : 0;
    run.tally.errors += errors;
    run.tally.warnings += count(issues, 'warning');
    run.progress.clear();
    await write(run, run.report.resource(source, issues));
    onRead(readBytes);
    hint ??= formHint(issues, { name: file.name, bytes, byLine });
  }
  const problem = chunks.problem();
  if (problem !== undefined) return `can't read "${file.name}": ${problem}`;
  if (hint !== undefined) complain(run.context, `validate: ${hint}`);
  return undefined;
}

type Chunks = ReturnType<typeof openChunks>;

/** Ends the stream where reading fails and keeps the cause; faults of a judge pass unhindered. */
function guardReading(chunks: Chunks): { read: Chunks; problem: () => string | undefined } {
  let problem: string | undefined;
  async function* read(): Chunks {
    try {
      yield* chunks;
    } catch (error) {
      problem = readableCause(error);
    }
  }
  return { read: read(), problem: () => problem };
}

async function write(run: Run, text: string): Promise<void> {
  const { stdout } = run.context;
  if (text === '' || stdout.write(text)) return;
  await new Promise<void>((resolve) => stdout.once('drain', resolve));
}

function wantsColours({ stdout, env }: CommandContext): boolean {
  const refused = env.NO_COLOR;
  return stdout.isTTY === true && (refused === undefined || refused === '');
}
