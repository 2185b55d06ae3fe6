import { keptWith } from '../../../kept-with.ts';
import type { LocalizedText } from '../../code.ts';
import { areLabels, type LabelRow } from '../../policy/labels.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { CalledConcept, CalledElement } from '../written.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * What is written beside a code that steers the review says what the code says, in words that the
 * rulebook has for it; other words may say something else: a person reads them.
 */
export function labelsCheck({ request, plan, rulebook: { labels } }: CheckContext): CheckTrace {
  const open =
    firstOpen(request.written?.called ?? none, labels) ??
    firstOpen(plan.line.called ?? none, labels);
  if (open === undefined) return passed('labels', 'as the codes say');
  const { en, es } = names[open.element];
  return unclear('labels', open.element, {
    en: `what stands beside the code of ${en} is not what the code says`,
    es: `lo que está junto al código ${es} no es lo que dice el código`,
  });
}

const none: readonly CalledConcept[] = [];

/** Of a request: looked for once, however many lines it has. */
const kept = keptWith<readonly CalledConcept[], CalledConcept | undefined>();

function firstOpen(
  called: readonly CalledConcept[],
  labels: readonly LabelRow[],
): CalledConcept | undefined {
  return kept(called, () => called.find((concept) => !isLabelled(concept, labels)));
}

function isLabelled({ codes, text }: CalledConcept, labels: readonly LabelRow[]): boolean {
  return areLabels(labels, codes, text === undefined ? [] : [text]);
}

const names: Readonly<Record<CalledElement, LocalizedText>> = {
  category: { en: 'the kind of service', es: 'del tipo de servicio' },
  certificationType: { en: 'the certification type', es: 'del tipo de certificación' },
  claimType: { en: 'the type of the claim', es: 'del tipo de la reclamación' },
  diagnosisType: { en: 'the type of a diagnosis', es: 'del tipo de un diagnóstico' },
  informationCategory: {
    en: 'the category of what was sent along',
    es: 'de la categoría de lo que se adjuntó',
  },
  levelOfService: { en: 'the level of service', es: 'del nivel de servicio' },
  modifier: { en: 'a modifier', es: 'de un modificador' },
  place: { en: 'the place of service', es: 'del lugar del servicio' },
  priority: { en: 'the priority', es: 'de la prioridad' },
  relationship: {
    en: 'the relationship to the subscriber',
    es: 'de la relación con el titular',
  },
  requestType: { en: 'the request type', es: 'del tipo de solicitud' },
  securityLabel: { en: 'the confidentiality of a paper', es: 'de la confidencialidad de un papel' },
};
