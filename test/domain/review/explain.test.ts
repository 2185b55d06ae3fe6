import { describe, expect, test } from 'vitest';
import type { ReasonRow } from '../../../src/domain/policy/rulebook.ts';
import type {
  CheckTrace,
  CriterionTrace,
  Evidence,
  Fact,
} from '../../../src/domain/policy/trace.ts';
import type { DecidedLine, RuleDecision } from '../../../src/domain/review/decide-line.ts';
import { explainLine } from '../../../src/domain/review/explain-line.ts';
import { plainRequest } from '../requests.ts';
import { day, rulebook } from './decided.ts';

/** Goal: a letter says what decided and what came, once, in whole sentences, and nothing else. */
const [line] = plainRequest().lines;
const [shipped] = rulebook.policies;
if (line === undefined || shipped === undefined) throw new Error('no line, or no policy');
const policy = { ...shipped, id: 'P', version: '1', title: { en: 'Oxygen', es: 'Oxígeno' } };
const span = { from: day('2026-12-01'), to: day('2027-11-30') };
const review: RuleDecision = {
  ...{ decision: 'pending', cause: 'clinical-review', reason: 'clinical-review' },
};

const seen: Evidence = { origin: 'o', value: '92 %', observedAt: '2026-11-20', source: 'bundle' };
const old: Evidence = { ...seen, value: '86 %', observedAt: '2026-01-20', excluded: 'too-old' };
const amount: Fact['value'] = { type: 'quantity', amount: '92', unit: '%' };

function leaf(
  result: CriterionTrace['result'],
  fact: Partial<Fact> = {},
  changes: Partial<CriterionTrace> = {},
): CriterionTrace {
  return {
    ...{ id: 'C', text: { en: 'Low oxygen.', es: 'Poco oxígeno.' }, rule: 'compare', result },
    ...{ fact: { id: 'saturation', evidence: [], ...fact }, children: [], ...changes },
  };
}

interface Told {
  readonly decision?: RuleDecision;
  readonly checks?: readonly CheckTrace[];
  readonly criteria?: CriterionTrace;
  readonly isPublished?: boolean;
  readonly reasons?: readonly ReasonRow[];
}

/** What is said behind the reason and the policy, in both languages. */
function told({ decision = review, checks = [], criteria, isPublished = true }: Told) {
  const { en, es } = whole({ decision, checks, isPublished, ...(criteria && { criteria }) });
  return [
    en.replace(/^A clinician will review this request\. (?:Policy: Oxygen, P@1\. ?)?/u, ''),
    es.replace(/^Un profesional clínico [^.]*\. (?:Política: Oxígeno, P@1\. ?)?/u, ''),
  ];
}

function whole(given: Told) {
  const { decision = review, checks = [], criteria, isPublished = true } = given;
  const requirement = { requirement: 'required' as const, ...(isPublished && { policy }) };
  const trace = { ...{ id: 'P', version: '1', hash: '' }, result: criteria?.result ?? 'met' };
  const decided: DecidedLine = {
    plan: { line: line ?? never(), span, requirement, factIds: [] },
    decision,
    trace: { checks, ...(criteria && { policy: { ...trace, criteria } }) },
  };
  return explainLine(decided, given.reasons ?? rulebook.reasons);
}

function never(): never {
  throw new Error('no line');
}

describe('an approval names its days', () => {
  test.each<[string, string | undefined, string, string]>([
    ['several', '2026-12-02', 'from 2026-12-01 to 2026-12-02', 'del 2026-12-01 al 2026-12-02'],
    ['one', '2026-12-01', 'for 2026-12-01', 'para el 2026-12-01'],
    ['without an end', undefined, 'for 2026-12-01', 'para el 2026-12-01'],
  ])('%s', (_, to, en, es) => {
    const dates = { from: span.from, ...(to === undefined ? {} : { to: day(to) }) };
    expect(whole({ decision: { decision: 'approved', span: dates } })).toEqual({
      en: `Service E1390 is approved ${en}.`,
      es: `El servicio E1390 queda aprobado ${es}.`,
    });
  });
});

describe('what the criteria come to', () => {
  const received = 'For “Low oxygen.” we received 86 % of 2026-01-20, which is too old for the';
  test.each<[string, CriterionTrace, string]>([
    ['met', leaf('met'), 'Criteria that are met: Low oxygen.'],
    [
      'met by what was seen, and something older came, too',
      leaf('met', { value: amount, evidence: [old, seen] }),
      'Criteria that are met: Low oxygen. (92 %, on 2026-11-20).',
    ],
    [
      'met by what has no day',
      leaf('met', { value: amount, evidence: [{ origin: 'o', value: '92 %', source: 'bundle' }] }),
      'Criteria that are met: Low oxygen. (92 %).',
    ],
    [
      'not met by what was seen, and something older came, too',
      leaf('notMet', { value: amount, evidence: [seen, old] }),
      `What is not met: Low oxygen. (92 %, on 2026-11-20). ${received} start of the service.`,
    ],
    [
      'not met, and what stands behind it is not told',
      leaf('notMet', { value: amount, evidence: [seen, { ...seen, excluded: 'not-chosen' }] }),
      'What is not met: Low oxygen. (92 %, on 2026-11-20).',
    ],
    ['not met by what is absent', leaf('notMet'), ''],
    ['unknown', leaf('unknown'), 'What we could not find: Low oxygen.'],
    [
      'unknown, and something came',
      leaf('unknown', { evidence: [old] }),
      `${received} start of the service.`,
    ],
    [
      'unknown, since two of them may be about the same',
      leaf('unknown', { reason: 'doubted', evidence: [seen, { ...seen, value: '86 %' }] }),
      'For “Low oxygen.” we received 92 % of 2026-11-20; 86 % of 2026-11-20; and we can not tell ' +
        'whether both are about the same.',
    ],
    [
      'unknown, since two do not agree',
      leaf('unknown', { reason: 'conflicting', evidence: [seen] }),
      'For “Low oxygen.” we received 92 % of 2026-11-20; and they do not agree.',
    ],
    [
      'unknown, since another test says otherwise',
      leaf('unknown', { value: amount, evidence: [seen] }, { disagreesWith: 'D' }),
      'For “Low oxygen.” we received 92 % of 2026-11-20; and another result on the same question ' +
        'does not agree with it.',
    ],
    [
      'unknown, and what came says nothing',
      leaf('unknown', { evidence: [{ ...old, value: '' }] }),
      `${received.replace('86 %', 'a result')} start of the service.`,
    ],
    [
      'unknown, and four results came',
      leaf('unknown', { evidence: [old, old, old, old] }),
      `${received} start of the service.`,
    ],
    [
      'unknown, and five results came',
      leaf('unknown', { evidence: [old, old, old, old, old] }),
      `${received} start of the service; … (+1).`,
    ],
  ])('%s', (_, criteria, expected) => {
    const [en, es] = told({ criteria });
    expect(en).toBe(expected);
    expect(es === '').toBe(expected === '');
  });

  test('in Spanish, that two of them may be about the same', () => {
    const criteria = leaf('unknown', { reason: 'doubted', evidence: [seen] });
    expect(told({ criteria })[1]).toBe(
      'Para «Poco oxígeno.» recibimos 92 % del 2026-11-20; y no podemos saber si ambos tratan de ' +
        'lo mismo.',
    );
  });

  test('without criteria, or without a policy, none are told', () => {
    expect(told({})[0]).toBe('A clinician will review this request.');
    expect(told({ criteria: leaf('met'), isPublished: false })[0]).toBe(
      'A clinician will review this request.',
    );
  });
});

describe('lists', () => {
  const check = (en: string, id = 'dates'): CheckTrace => ({
    ...{ id, result: 'unknown', detail: '', words: { en, es: `${en}` } },
  });
  test.each<[string, readonly string[], string]>([
    ['nothing', [], 'A clinician will review this request.'],
    ['one', ['a date'], 'What a person has to look at: a date.'],
    ['two, one of them a sentence', ['A date.', 'b'], 'What a person has to look at: A date; b.'],
    ['an end that is written out', ['a date . ..'], 'What a person has to look at: a date.'],
    ['full stops within', ['no. 3 of 5'], 'What a person has to look at: no. 3 of 5.'],
    ['of a letter', ['a', '.'], 'What a person has to look at: a.'],
    ['what says nothing', ['', ' . '], 'A clinician will review this request.'],
  ])('%s', (_, texts, expected) => {
    expect(told({ checks: texts.map((text) => check(text)) })[0]).toBe(expected);
  });

  test('what keeps nothing from a decision is told as it is, and what has no words is not', () => {
    const { words: _, ...wordless } = check('', 'network');
    const checks = [check('Out of network.', 'network'), wordless, { ...wordless, id: 'dates' }];
    expect(told({ checks })[0]).toBe('Out of network.');
  });

  test('where no text is known for the reason, the rest is told without it', () => {
    expect(whole({ reasons: [], checks: [check('a date')] }).en).toBe(
      'What a person has to look at: a date.',
    );
  });

  test('what is asked for is a list, too', () => {
    const [document] = policy.documents;
    if (document === undefined) throw new Error('the policy asks for nothing');
    const documents = ['a note.', 'a report'].map((text) => ({
      ...{ ...document, question: { en: text, es: text } },
    }));
    const decision: RuleDecision = {
      ...{ decision: 'pending', cause: 'information', reason: 'information-missing', documents },
    };
    expect(whole({ decision, criteria: leaf('unknown') })).toEqual({
      en:
        'We need more information before we can decide. Policy: Oxygen, P@1. What we could not ' +
        'find: Low oxygen. Please send: a note; a report.',
      es:
        'Necesitamos más información antes de poder decidir. Política: Oxígeno, P@1. Lo que no ' +
        'pudimos encontrar: Poco oxígeno. Por favor envíe: a note; a report.',
    });
  });
});
