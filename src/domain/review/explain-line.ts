import { assertNever } from '../../result.ts';
import type { Language, LocalizedText } from '../code.ts';
import { decisive } from '../policy/decisive.ts';
import type { Policy } from '../policy/policy.ts';
import type { ReasonRow } from '../policy/rulebook.ts';
import type { CriterionTrace, Evidence, Truth } from '../policy/trace.ts';
import { type DecidedLine, nameOfLine } from './decide-line.ts';
import { openChecks, toldChecks } from './line-checks.ts';

/**
 * Why a line was decided as it was, in plain words, one text a language: the policy with its
 * version, the criteria that decided, and the evidence. Source: digest §8, notices and language.
 */
export function explainLine(decided: DecidedLine, reasons: readonly ReasonRow[]): LocalizedText {
  return { en: explain(decided, reasons, 'en'), es: explain(decided, reasons, 'es') };
}

interface Words {
  readonly approved: (service: string, from: string, to: string) => string;
  readonly policy: (name: string) => string;
  readonly decided: Readonly<Record<Truth, string>>;
  readonly asked: string;
  readonly on: string;
  readonly failed: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    approved: (service, from, to) => `${service} is approved from ${from} to ${to}.`,
    policy: (name) => `Policy: ${name}.`,
    decided: {
      met: 'What decided',
      notMet: 'What is not met',
      unknown: 'What we could not find',
    },
    asked: 'Please send',
    on: 'on',
    failed: 'What a person has to look at',
  },
  es: {
    approved: (service, from, to) => `${service} queda aprobado del ${from} al ${to}.`,
    policy: (name) => `Política: ${name}.`,
    decided: {
      met: 'Lo que decidió',
      notMet: 'Lo que no se cumple',
      unknown: 'Lo que no pudimos encontrar',
    },
    asked: 'Por favor envíe',
    on: 'el',
    failed: 'Lo que una persona debe revisar',
  },
};

function explain(decided: DecidedLine, reasons: readonly ReasonRow[], language: Language): string {
  const told = toldChecks(decided.trace.checks).flatMap(
    ({ words: said }) => said?.[language] ?? [],
  );
  return [decidedText(decided, reasons, language), ...told].join(' ');
}

function decidedText(
  decided: DecidedLine,
  reasons: readonly ReasonRow[],
  language: Language,
): string {
  const { plan, decision, trace } = decided;
  const say = words[language];
  const first = headline(decided, reasons, language);
  const { policy } = plan.requirement;
  if (policy === undefined || trace.policy === undefined)
    return [first, ...failed(decided, language)].join(' ');
  const name = `${policy.title[language]}, ${policy.id}@${policy.version}`;
  const truth = trace.policy.result;
  const leaves = decisive(trace.policy.criteria).filter(
    // What is absent is no reason where something that was found says no.
    ({ result, fact }) => result !== 'notMet' || fact?.value !== undefined,
  );
  const found = leaves.map((leaf) => criterionText(leaf, language));
  const settled = found.length === 0 ? [] : [`${say.decided[truth]}: ${found.join('; ')}.`];
  const asked =
    decision.decision === 'pending' && decision.cause === 'information'
      ? [`${say.asked}: ${questions(decision.documents, language)}.`]
      : [];
  return [first, say.policy(name), ...settled, ...asked, ...failed(decided, language)].join(' ');
}

function questions(documents: Policy['documents'], language: Language): string {
  return documents.map(({ question }) => question[language]).join('; ');
}

function headline(decided: DecidedLine, reasons: readonly ReasonRow[], language: Language): string {
  const { decision, plan } = decided;
  switch (decision.decision) {
    case 'approved': {
      const service = nameOfLine(plan.line.service);
      const { from, to } = decision.span;
      return words[language].approved(service, from, to ?? from);
    }
    case 'not-required':
    case 'pending':
      return reasons.find(({ id }) => id === decision.reason)?.text[language] ?? decision.reason;
    default:
      return assertNever(decision);
  }
}

/** What kept automation from deciding, as a person has to look at it. */
function failed({ decision, trace }: DecidedLine, language: Language): readonly string[] {
  if (decision.decision !== 'pending' || decision.cause !== 'clinical-review') return [];
  const open = openChecks(trace.checks).map(({ id, words: said }) => said?.[language] ?? id);
  return open.length === 0 ? [] : [`${words[language].failed}: ${open.join('; ')}.`];
}

function criterionText(leaf: CriterionTrace, language: Language): string {
  const counted = leaf.fact?.evidence.find(({ excluded }) => excluded === undefined);
  const value = leaf.fact?.value === undefined ? '' : ` (${evidenceText(counted, language)})`;
  return `${leaf.text[language]}${counted === undefined ? '' : value}`;
}

function evidenceText(evidence: Evidence | undefined, language: Language): string {
  if (evidence === undefined) return '';
  const { value, observedAt } = evidence;
  return observedAt === undefined
    ? value
    : `${value}, ${words[language].on} ${observedAt.slice(0, 10)}`;
}
