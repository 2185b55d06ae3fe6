import { keptWith } from '../../../kept-with.ts';
import type { Code, LocalizedText } from '../../code.ts';
import { isOfRange } from '../../policy/kinds.ts';
import { holdsPhrase } from '../../policy/phrases.ts';
import type { CodeRange } from '../../policy/policy.ts';
import type { PatientRules, Rulebook } from '../../policy/rulebook.ts';
import type { LinesBeside } from '../lines-beside.ts';
import type { RequestLine, ReviewRequest } from '../review-request.ts';
import { type Check, passed, unclear } from './check.ts';

/**
 * What a request says of the patient, wherever it says it, counts for all that is asked: that they
 * died or are another, in a facility, in custody or in a hospice, what they can do, and how long
 * they are expected to live.
 * Source: 42 CFR 410.38, 411.4(b), 418.24; SSA 1861(n); X12 278 CRC, CR6.
 */
export const ofPatientCheck: Check = ({ request, beside, rulebook }) => {
  const said = kept(beside, () => saidBy(request, rulebook));
  return said === 'nothing' ? passed('of-patient', said) : unclear('of-patient', said, words[said]);
};

type Said = 'nothing' | 'words' | 'a place or modifier' | 'a condition' | 'a prognosis';

/** Of a request: read once, however many lines it has. */
const kept = keptWith<LinesBeside, Said>();

function saidBy(request: ReviewRequest, { ofPatient, residence }: Rulebook): Said {
  const { written = {}, lines, conditions, homeHealth } = request;
  const { patient = none, isPatientLong } = written;
  const texts = [...namesOf(request), ...patient];
  const doubts = [ofPatient.words, residence.noHome];
  if (isPatientLong === true || texts.some((one) => isHeldBy(one, doubts))) return 'words';
  if (lines.some((line) => isElsewhere(line, ofPatient, residence.noHome))) {
    return 'a place or modifier';
  }
  const isKnown = conditions.every(
    ({ applies, category, codes }) =>
      applies && [category, ...codes].every((code) => isListed(code, ofPatient.conditions, doubts)),
  );
  if (!isKnown) return 'a condition';
  const isExpected =
    homeHealth === undefined || isListed(homeHealth.prognosis, ofPatient.prognoses, doubts);
  return isExpected ? 'nothing' : 'a prognosis';
}

function namesOf({ patient: { family = '', given, suffix = '' } }: ReviewRequest) {
  return [[...given, family].join(' '), suffix];
}

type Lists = readonly (readonly string[])[];

/** Longer texts are for people. */
const TEXT_MAX = 1000;

function isHeldBy(text: string, lists: Lists): boolean {
  return text.length > TEXT_MAX || lists.some((list) => holdsPhrase(text, list));
}

function isElsewhere(
  { setting, modifiers, called = [], nursingHomeStatus }: RequestLine,
  { places }: PatientRules,
  noHome: readonly string[],
): boolean {
  if (nursingHomeStatus !== undefined) return true;
  const codes = [...(setting?.places ?? []), ...modifiers];
  if (codes.some((code) => places.some((range) => isOfRange(code, range)))) return true;
  const texts = called
    .filter(({ element }) => element === 'place')
    .flatMap((one) => [one.text, ...one.codes.map(({ display }) => display)]);
  return texts.some((text) => text !== undefined && isHeldBy(text, [noHome]));
}

/** True for a code that is listed and called by nothing that takes it back. */
function isListed(code: Code, listed: readonly CodeRange[], doubts: Lists): boolean {
  const isKnown = listed.some((range) => isOfRange(code, range));
  return isKnown && (code.display === undefined || !isHeldBy(code.display, doubts));
}

const none: readonly string[] = [];

const words: Readonly<Record<Exclude<Said, 'nothing'>, LocalizedText>> = {
  words: {
    en: 'what is written in the record of the patient may say that they died or are elsewhere',
    es: 'lo escrito en el registro del paciente podría decir que murió o que está en otro lugar',
  },
  'a place or modifier': {
    en: 'a line of the request may say that the patient is in a facility or in hospice care',
    es: 'una línea de la solicitud podría decir que el paciente está en una institución u hospicio',
  },
  'a condition': {
    en: 'a condition of the patient that the request names',
    es: 'una condición del paciente que la solicitud nombra',
  },
  'a prognosis': {
    en: 'the prognosis of the patient that the request names',
    es: 'el pronóstico del paciente que la solicitud nombra',
  },
};
