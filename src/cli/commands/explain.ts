import type { Language } from '../../domain/code.ts';
import type { CaseId, ReviewCase } from '../../domain/review/review-case.ts';
import type { Store } from '../../ports/store.ts';
import type { Result } from '../../result.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { explanationLines } from './explain-table.ts';

/** Opens the store of the environment, or at an address; says in one line why it can't. */
export type OpenStore = (
  env: CommandContext['env'],
  address: string | undefined,
) => Promise<Result<Store, string>>;

/** What `explain` needs from the wiring. */
export interface ExplainParts {
  readonly openStore: OpenStore;
}

/** The command that prints everything that led to the decisions of a case. */
export function explainCommand(parts: ExplainParts): Command {
  return {
    name: 'explain',
    summary: 'Print how each line of a case was decided: checks, criteria, evidence.',
    usage: '[options] CASE',
    options: {
      store: { summary: 'The store to read (ASSENT_STORE unless given)', value: 'ADDRESS' },
      language: { summary: 'The language of texts', choices: ['en', 'es'], preset: 'en' },
      format: { summary: 'The form of the answer', choices: ['text', 'json'], preset: 'text' },
    },
    notes: ['CASE is the case id: the id of the ClaimResponse.'],
    run: (context) => explain(context, parts),
  };
}

async function explain(context: CommandContext, parts: ExplainParts): Promise<ExitCode> {
  const [id, ...more] = context.positionals;
  if (id === undefined || more.length > 0)
    return complain(context, 'explain: name one case; see: assent help explain');
  const { store: address } = context.values;
  const opened = await parts.openStore(
    context.env,
    typeof address === 'string' ? address : undefined,
  );
  if (!opened.ok) return complain(context, `explain: ${opened.problem}`);
  try {
    return await print(context, opened.value, id);
  } finally {
    await opened.value.close();
  }
}

async function print(context: CommandContext, store: Store, id: string): Promise<ExitCode> {
  const answer = await store.read({ cases: [toCaseId(id)] });
  if (!answer.ok) return complain(context, `explain: ${answer.problem.reason}`);
  const found: ReviewCase | undefined = answer.value.cases[0];
  if (found === undefined) return complain(context, `explain: there is no case "${id}"`);
  if (context.values.format === 'json') {
    context.stdout.write(`${JSON.stringify(explanationOf(found), undefined, 2)}\n`);
    return 0;
  }
  const language: Language = context.values.language === 'es' ? 'es' : 'en';
  for (const line of explanationLines(found, language)) context.stdout.write(`${line}\n`);
  return 0;
}

/** What the text tells, with its texts in every language; the request itself stays where it is. */
function explanationOf(reviewCase: ReviewCase): object {
  const { request, outbox: _, requestBlobKey: __, ...told } = reviewCase;
  const services = new Map(request.lines.map((line) => [line.sequence, line.service]));
  const lines = reviewCase.lines.map((line) => ({ service: services.get(line.sequence), ...line }));
  return { ...told, lines };
}

function toCaseId(text: string): CaseId {
  return text as CaseId; // brand
}
