import type { Language } from '../../domain/code.ts';
import { exclusionText } from '../../domain/policy/exclusion.ts';
import type { CriterionTrace, Evidence, LineTrace } from '../../domain/policy/trace.ts';
import type { CaseLine, Determination, ReviewCase } from '../../domain/review/review-case.ts';

/** A row of the table: what was looked at, what came of it, and the particulars. */
type Row = readonly [step: string, result: string, detail: string];

/** The whole trace of a case as lines of text; tables have aligned columns. */
export function explanationLines(reviewCase: ReviewCase, language: Language): readonly string[] {
  return [
    ...heading(reviewCase),
    ...reviewCase.refusals.flatMap(({ kind, rejectReason, followUp, origin, explanation }) => [
      '',
      `Refused: ${kind} (901 ${rejectReason}, 889 ${followUp}) at ${origin}`,
      `  ${explanation[language]}`,
    ]),
    ...reviewCase.lines.flatMap((line) => lineText(reviewCase, line, language)),
    '',
    ...table(reviewCase.events.map(({ at, kind, detail }) => [at, kind, detail])),
  ];
}

function heading(reviewCase: ReviewCase): readonly string[] {
  const { standing, clockBasis, decisionDueAt } = reviewCase;
  const rows: Row[] = [
    ['received', reviewCase.receivedAt, `from client ${submitter(reviewCase)}`],
    ['kind', reviewCase.kind, reviewCase.kindBasis],
    ['pace', reviewCase.pace, reviewCase.paceBasis],
    ['rulebook', reviewCase.rulebookHash.slice(0, 12), ''],
  ];
  if (standing !== undefined) {
    const plan = `plan ${standing.planId}, ${standing.lineOfBusiness}, ${standing.timeZone}`;
    rows.push(['member', standing.memberId, `matched by ${standing.matchedBy}; ${plan}`]);
  }
  if (decisionDueAt !== undefined || clockBasis !== undefined) {
    rows.push(['due', decisionDueAt ?? 'never', clockBasis ?? '']);
  }
  return [`Case ${reviewCase.id}, version ${reviewCase.version}`, ...table(rows)];
}

function submitter({ submitterId, subSender }: ReviewCase): string {
  return subSender === undefined ? submitterId : `${submitterId}, for ${subSender}`;
}

function lineText(
  reviewCase: ReviewCase,
  { sequence, determinations }: CaseLine,
  language: Language,
): readonly string[] {
  const asked = reviewCase.request.lines.find((line) => line.sequence === sequence);
  const service = asked?.service.map(({ code }) => code).join(', ') ?? '';
  return determinations.flatMap((determination) => [
    '',
    `Line ${sequence}, ${service}: ${determination.decision}${decider(determination)}`,
    `  ${determination.explanation[language]}`,
    ...table(traceRows(determination.trace, language)).map((row) => `  ${row}`),
  ]);
}

function decider({ decidedBy, decidedAt, authorization }: Determination): string {
  const number = authorization === undefined ? '' : `, authorization ${authorization.number}`;
  return ` by ${decidedBy.role} ${decidedBy.name}, ${decidedAt}${number}`;
}

function traceRows({ checks, policy }: LineTrace, language: Language): readonly Row[] {
  const rows: Row[] = checks.map(({ id, result, detail }) => [id, result, detail]);
  if (policy === undefined) return rows;
  const name = `policy ${policy.id}@${policy.version}`;
  rows.push([name, policy.result, `hash ${policy.hash.slice(0, 12)}`]);
  return [...rows, ...criterionRows(policy.criteria, language, 1)];
}

function criterionRows(trace: CriterionTrace, language: Language, depth: number): readonly Row[] {
  const indent = '  '.repeat(depth);
  const what = trace.comparison ?? trace.rule;
  return [
    [`${indent}${trace.id}`, trace.result, `${what}: ${trace.text[language]}`],
    ...(trace.disagreesWith === undefined
      ? []
      : [[`${indent}  open`, 'unknown', `does not agree with ${trace.disagreesWith}`] as const]),
    ...(trace.fact?.reason === undefined
      ? []
      : [[`${indent}  fact ${trace.fact.id}`, 'unknown', trace.fact.reason] as const]),
    ...(trace.fact?.evidence ?? []).map((evidence) => evidenceRow(evidence, indent, language)),
    ...trace.children.flatMap((child) => criterionRows(child, language, depth + 1)),
  ];
}

function evidenceRow(evidence: Evidence, indent: string, language: Language): Row {
  const { origin, value, observedAt, status, source } = evidence;
  const known = [observedAt, status, source].filter((part) => part !== undefined).join(', ');
  const why = exclusionText(evidence)?.[language];
  const verdict = why === undefined ? '' : `; does not count: ${why}`;
  return [`${indent}  evidence`, value, `${origin} (${known})${verdict}`];
}

/** Columns as wide as their widest cell; the last is free. */
function table(rows: readonly Row[]): readonly string[] {
  const width = (column: 0 | 1): number =>
    rows.reduce((widest, row) => Math.max(widest, row[column].length), 0);
  const [first, second] = [width(0), width(1)];
  return rows.map(([step, result, detail]) =>
    `${step.padEnd(first)}  ${result.padEnd(second)}  ${detail}`.trimEnd(),
  );
}
