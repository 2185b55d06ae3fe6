import type { FoundEvidence, Remark } from '../../domain/policy/found-evidence.ts';
import { holdsPhrase } from '../../domain/policy/phrases.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { present } from '../../result.ts';
import type { BundleEntry } from '../bundle/request-bundle.ts';
import { text } from '../translate/read/element.ts';
import { type EvidenceRule, evidenceRules } from './evidence-rules.ts';
import { linkedRemarks } from './linked-remarks.ts';
import { otherRemarks, otherReportRemarks } from './others.ts';
import { rawValue } from './raw-value.ts';
import { areRead } from './read-remarks.ts';
import type { RequestView } from './request-view.ts';

/** So many results that say more than an amount are read; with more, all are for people. */
const OTHERS_MAX = 200;

/**
 * The results and reports of a request that a fact does not read, and that say more than an amount
 * of a kind that changes nothing: whoever weighs the fact has to know if they may be newer.
 */
export function othersIn(
  view: RequestView,
  definition: FactDefinition,
  evidence: readonly BundleEntry[],
): readonly FoundEvidence[] {
  if (definition.others === undefined) return [];
  const found: FoundEvidence[] = [];
  const read = ownersOf(view, evidence);
  for (const type of ['Observation', 'DiagnosticReport']) {
    const rule = evidenceRules[type];
    if (rule === undefined) continue;
    for (const entry of view.entriesOf(type)) {
      const isWithdrawn = rule.standing(entry.resource) === 'withdrawn';
      if (isWithdrawn || view.cancelled.has(entry) || read.has(entry)) continue;
      const remarks = remarksOf(view, entry, definition);
      if (remarks.every((one) => isIdle(one, definition))) continue;
      if (found.length >= OTHERS_MAX) return [tooMany(entry)];
      found.push(foundOf(view, { entry, rule, remarks }));
    }
  }
  return found;
}

/** The reports of evidence, which are read with it, if they are of its day. */
function ownersOf(view: RequestView, evidence: readonly BundleEntry[]): ReadonlySet<BundleEntry> {
  return new Set(
    evidence.flatMap((one) =>
      view.linksOf(one).flatMap(({ name, entry }) => {
        const isOwner = name === 'result' && entry !== undefined;
        return isOwner && isOfOneDay(one, entry) ? [entry] : [];
      }),
    ),
  );
}

/** A report that does not say of when it is, is of when its results are. */
function isOfOneDay(one: BundleEntry, report: BundleEntry): boolean {
  const said = dayOf(report);
  return said === undefined || said === dayOf(one);
}

function dayOf({ resource }: BundleEntry): string | undefined {
  return evidenceRules.Observation?.observed(resource).at?.slice(0, 10);
}

/** Prose that contradicts nothing: most results say no more, and are not weighed for it. */
function isIdle({ form, text: said }: Remark, { contradictedBy = [] }: FactDefinition): boolean {
  return form === 'prose' && !holdsPhrase(said ?? '', contradictedBy);
}

function remarksOf(
  view: RequestView,
  entry: BundleEntry,
  definition: FactDefinition,
): readonly Remark[] {
  const tellableOf = (one: BundleEntry) => view.tellableOf(one);
  if (entry.type !== 'Observation') return otherReportRemarks(entry, tellableOf);
  const remarks = otherRemarks(entry, definition, tellableOf);
  if (remarks === undefined) return [];
  if (entry.resource.encounter === undefined) return remarks;
  const stays = view.linksOf(entry).filter(({ name }) => name === 'encounter');
  return [...remarks, ...linkedRemarks(stays, tellableOf)];
}

interface Other {
  readonly entry: BundleEntry;
  readonly rule: EvidenceRule;
  readonly remarks: readonly Remark[];
}

function foundOf(view: RequestView, { entry, rule, remarks }: Other): FoundEvidence {
  const { resource, expression, type } = entry;
  const { from, at } = rule.observed(resource);
  const unread = { kind: 'unreadable' as const };
  return present({
    ...{ subject: view.subjectOf(entry, rule), standing: rule.standing(resource) },
    ...{ observedAt: at ?? text(resource.issued), observedFrom: from },
    ...{ status: rule.status(resource), source: rule.source, origin: expression },
    value: (type === 'Observation' && rawValue(resource, 'value')) || unread,
    remarks: areRead(remarks) ? remarks : [{ at: 'element', form: 'words' as const }],
    informationSequences: view.sequencesOf(entry),
    isOther: true,
  });
}

/** In place of more than is read: it may be of any time. */
function tooMany({ expression }: BundleEntry): FoundEvidence {
  return {
    ...{ origin: expression, subject: 'patient', standing: 'final', source: 'bundle' },
    ...{ value: { kind: 'too-many' }, remarks: [], isOther: true },
  };
}
