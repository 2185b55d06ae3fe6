import type { Language } from '../code.ts';
import { allDecisive } from '../policy/decisive.ts';
import { exclusionText } from '../policy/exclusion.ts';
import type { CriterionTrace, Evidence } from '../policy/trace.ts';

interface Words {
  readonly on: string;
  readonly of: string;
  readonly which: string;
  readonly result: string;
  readonly received: (criterion: string, evidence: string) => string;
  readonly disagree: string;
  readonly doubt: string;
  readonly contrary: string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    on: ', on',
    of: ' of',
    which: 'which',
    result: 'a result',
    received: (criterion, evidence) => `For “${criterion}” we received ${evidence}.`,
    disagree: 'and they do not agree',
    doubt: 'and we can not tell whether both are about the same',
    contrary: 'and another result on the same question does not agree with it',
  },
  es: {
    on: ', el',
    of: ' del',
    which: 'que',
    result: 'un resultado',
    received: (criterion, evidence) => `Para «${criterion}» recibimos ${evidence}.`,
    disagree: 'y no concuerdan',
    doubt: 'y no podemos saber si ambos tratan de lo mismo',
    contrary: 'y otro resultado sobre la misma cuestión no concuerda con él',
  },
};

/** A criterion with the evidence that settled it. */
export function criterionText(leaf: CriterionTrace, language: Language): string {
  const { fact, text } = leaf;
  const counted = fact?.evidence.find(({ excluded }) => excluded === undefined);
  if (fact?.value === undefined || counted === undefined) return text[language];
  return `${text[language]} (${evidenceText(counted, language, words[language].on)})`;
}

/** True when something came about a criterion and did not count: then it is not missing. */
export function isReceived(leaf: CriterionTrace): boolean {
  return toldOf(leaf).length > 0;
}

/**
 * What came and did not count, criterion by criterion: one sentence each, that says what it is and
 * why. Nothing where the criteria are met.
 */
export function receivedTexts(criteria: CriterionTrace, language: Language): readonly string[] {
  if (criteria.result === 'met') return [];
  const say = words[language];
  return allDecisive(criteria).flatMap((leaf) => {
    const { text } = leaf;
    const told = toldOf(leaf);
    if (told.length === 0) return [];
    const rows = told.slice(0, TOLD_MAX).map((evidence) => excludedText(evidence, language));
    const more = told.length > TOLD_MAX ? [`… (+${told.length - TOLD_MAX})`] : [];
    const end = endOf(leaf, say);
    return [say.received(text[language], [...new Set(rows), ...more, ...end].join('; '))];
  });
}

/** A letter names so many of a criterion; the trace has the rest. */
const TOLD_MAX = 4;

function endOf({ fact, disagreesWith }: CriterionTrace, say: Words): readonly string[] {
  const { reason } = fact ?? {};
  if (disagreesWith !== undefined && fact?.value !== undefined) return [say.contrary];
  if (reason === 'doubted') return [say.doubt];
  return reason === 'conflicting' ? [say.disagree] : [];
}

/** Of a conflict all that is in it; else what did not count. */
function toldOf({ fact, disagreesWith }: CriterionTrace): readonly Evidence[] {
  const { reason, evidence = [] } = fact ?? {};
  const isInConflict =
    disagreesWith !== undefined || reason === 'conflicting' || reason === 'doubted';
  return evidence.filter(({ excluded }) =>
    excluded === undefined ? isInConflict : excluded !== 'not-chosen',
  );
}

function excludedText(evidence: Evidence, language: Language): string {
  const { of, which } = words[language];
  const why = exclusionText(evidence)?.[language];
  const text = evidenceText(evidence, language, of);
  return why === undefined ? text : `${text}, ${which} ${why}`;
}

/** A value with its day; what is about somebody else is not told on. */
function evidenceText(evidence: Evidence, language: Language, on: string): string {
  const { value, observedAt, excluded } = evidence;
  const isHidden = value === '' || excluded === 'other-subject';
  const said = isHidden ? words[language].result : value;
  return observedAt === undefined ? said : `${said}${on} ${observedAt.slice(0, 10)}`;
}
