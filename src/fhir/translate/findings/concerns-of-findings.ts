import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { ClassedFinding } from './classify-findings.ts';
import { MARK_RULE } from './marks.ts';
import { placeWords } from './place-words.ts';

/** What a person has to look at, because the request breaks a rule where it is read. */
export function concernsOfFindings(findings: readonly ClassedFinding[]): readonly Concern[] {
  return findings.flatMap((finding) => (finding.class === 'review' ? [concernOf(finding)] : []));
}

function concernOf(finding: ClassedFinding): Concern {
  const { issue, lines } = finding;
  const { expression: origin, message, rule } = issue;
  const words = wordsOf(finding);
  return present({
    kind: rule === MARK_RULE ? ('modifier' as const) : ('finding' as const),
    origin,
    lines,
    detail: `${message} (${rule})`,
    words,
  });
}

function wordsOf({ issue, element, isAbsent }: ClassedFinding): LocalizedText {
  const place = placeWords(element);
  if (issue.rule === MARK_RULE) {
    return {
      en: `the sender marks ${place.en} as having no value that counts`,
      es: `el remitente marca ${place.es} como sin un valor que cuente`,
    };
  }
  return isAbsent
    ? {
        en: `the request lacks something of ${place.en} that it has to give`,
        es: `a la solicitud le falta algo de ${place.es} que debe indicar`,
      }
    : {
        en: `what the request says about ${place.en} breaks a rule, so we can not rely on it`,
        es: `lo que la solicitud dice sobre ${place.es} incumple una regla y no es fiable`,
      };
}
