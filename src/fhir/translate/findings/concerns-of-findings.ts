import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { ClassedFinding } from './classify-findings.ts';

/** What a person has to look at, because the request breaks a rule where it is read. */
export function concernsOfFindings(findings: readonly ClassedFinding[]): readonly Concern[] {
  return findings.flatMap((finding) => (finding.class === 'review' ? [concernOf(finding)] : []));
}

function concernOf({ issue, element, isAbsent, lines }: ClassedFinding): Concern {
  const words = isAbsent
    ? {
        en: `the request lacks ${element}, which it has to give`,
        es: `a la solicitud le falta ${element}, que debe indicar`,
      }
    : {
        en: `what the request says in ${element} breaks a rule, so we can not rely on it`,
        es: `lo que la solicitud dice en ${element} incumple una regla y no es fiable`,
      };
  const { expression: origin, message, rule } = issue;
  return present({
    kind: 'finding' as const,
    origin,
    lines,
    detail: `${message} (${rule})`,
    words,
  });
}
