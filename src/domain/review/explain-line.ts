import { assertNever } from '../../result.ts';
import type { Language, LocalizedText } from '../code.ts';
import { decisive } from '../policy/decisive.ts';
import type { ReasonRow } from '../policy/rulebook.ts';
import type { Truth } from '../policy/trace.ts';
import { type DecidedLine, nameOfLine } from './decide-line.ts';
import { criterionText, isReceived, receivedTexts } from './explain-evidence.ts';
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
  readonly approvedOn: (service: string, on: string) => string;
  readonly policy: (name: string) => string;
  /** What decided, of an approval. */
  readonly decided: string;
  /** What the criteria come to, of everything else. */
  readonly criteria: Readonly<Record<Truth, string>>;
  readonly asked: string;
  readonly failed: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    approved: (service, from, to) => `Service ${service} is approved from ${from} to ${to}.`,
    approvedOn: (service, on) => `Service ${service} is approved for ${on}.`,
    policy: (name) => `Policy: ${name}.`,
    decided: 'What decided',
    criteria: {
      met: 'Criteria that are met',
      notMet: 'What is not met',
      unknown: 'What we could not find',
    },
    asked: 'Please send',
    failed: 'What a person has to look at',
  },
  es: {
    approved: (service, from, to) => `El servicio ${service} queda aprobado del ${from} al ${to}.`,
    approvedOn: (service, on) => `El servicio ${service} queda aprobado para el ${on}.`,
    policy: (name) => `Política: ${name}.`,
    decided: 'Lo que decidió',
    criteria: {
      met: 'Criterios que se cumplen',
      notMet: 'Lo que no se cumple',
      unknown: 'Lo que no pudimos encontrar',
    },
    asked: 'Por favor envíe',
    failed: 'Lo que una persona debe revisar',
  },
};

function explain(decided: DecidedLine, reasons: readonly ReasonRow[], language: Language): string {
  const told = toldChecks(decided.trace.checks);
  return [
    headline(decided, reasons, language),
    ...settled(decided, language),
    ...kept(decided, language),
    ...told.flatMap(({ words: said }) => said?.[language] ?? []),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** The policy, what its criteria come to, and what is asked for. */
function settled({ plan, decision, trace }: DecidedLine, language: Language): readonly string[] {
  const { policy } = plan.requirement;
  if (policy === undefined || trace.policy === undefined) return [];
  const say = words[language];
  const name = `${policy.title[language]}, ${policy.id}@${policy.version}`;
  const { result, criteria } = trace.policy;
  const leaves = decisive(criteria).filter((leaf) => {
    // What is absent is no reason where something that was found says no.
    if (leaf.result === 'notMet') return leaf.fact?.value !== undefined;
    return leaf.result === 'met' || !isReceived(leaf);
  });
  const lead = decision.decision === 'approved' ? say.decided : say.criteria[result];
  const isAsked = decision.decision === 'pending' && decision.cause === 'information';
  const asked = isAsked ? decision.documents.map(({ question }) => question[language]) : [];
  return [
    say.policy(name),
    ...listing(
      lead,
      leaves.map((leaf) => criterionText(leaf, language)),
    ),
    ...receivedTexts(criteria, language),
    ...listing(say.asked, asked),
  ];
}

function headline(decided: DecidedLine, reasons: readonly ReasonRow[], language: Language): string {
  const { decision, plan } = decided;
  switch (decision.decision) {
    case 'approved': {
      const service = nameOfLine(plan.line.service);
      const { from, to } = decision.span;
      const say = words[language];
      return to === undefined || to === from
        ? say.approvedOn(service, from)
        : say.approved(service, from, to);
    }
    case 'not-required':
    case 'pending':
      return reasons.find(({ id }) => id === decision.reason)?.text[language] ?? '';
    default:
      return assertNever(decision);
  }
}

/** What kept automation from deciding, as a person has to look at it; nothing where it did. */
function kept({ trace }: DecidedLine, language: Language): readonly string[] {
  const open = openChecks(trace.checks).flatMap(({ words: said }) => said?.[language] ?? []);
  return listing(words[language].failed, open);
}

/** A sentence that lists texts, each of which may have come as a sentence; none for nothing. */
function listing(lead: string, texts: readonly string[]): readonly string[] {
  const parts = texts.map(withoutEnd).filter((text) => text !== '');
  return parts.length === 0 ? [] : [`${lead}: ${parts.join('; ')}.`];
}

/** A text without the full stops and spaces at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '. '.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
