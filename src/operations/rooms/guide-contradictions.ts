import type { Issue } from '../../fhir/validate/issue.ts';

/** A use of an extension that the guide's profiles ask for and its definition does not allow. */
interface Contradiction {
  readonly extensions: readonly string[];
  readonly place: RegExp;
}

/**
 * Where PAS 2.2.1 contradicts itself: its profiles name these extensions as must-support in places
 * that the extensions' own contexts leave out. Source: PAS digest §7 no. 7; conf-5.
 */
const contradictions: readonly Contradiction[] = [
  {
    extensions: ['extension-authorizationNumber', 'extension-administrationReferenceNumber'],
    place: /^Bundle\.entry\[\d+\]\.resource\.extension\[\d+\]$/u,
  },
  {
    extensions: ['extension-infoChanged'],
    place: /\.supportingInfo\[\d+\]\.extension\[\d+\]$/u,
  },
  {
    extensions: ['modifierextension-infoCancelled'],
    place: /\.supportingInfo\[\d+\]\.modifierExtension\[\d+\]$/u,
  },
];

/** An issue as it counts for intake: what the guide itself asks for is never an error. */
export function asIntakeSees(issue: Issue): Issue {
  const { severity, rule, expression } = issue;
  if (severity !== 'error' || !rule.endsWith('#Extension/context')) return issue;
  const name = rule.slice(0, rule.indexOf('|'));
  const isAsked = contradictions.some(
    ({ extensions, place }) => extensions.includes(name) && place.test(expression),
  );
  return isAsked ? { ...issue, severity: 'warning' } : issue;
}
