import type {
  EvidenceStanding,
  FoundEvidence,
  RawValue,
} from '../../domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { compileExtractor, type Extractor } from '../fhirpath/extractor.ts';
import type { TypeModel } from '../fhirpath/model.ts';
import { isJsonObject } from '../json/json.ts';
import { integer, objects, referenceOf, text } from '../translate/read/element.ts';
import { pathOf } from './element-path.ts';
import { type EvidenceRule, evidenceRules, isNoDiagnosis } from './evidence-rules.ts';
import { inOpenReports } from './open-reports.ts';
import { rawValue } from './raw-value.ts';
import { remarksOf } from './remarks.ts';
import { subjectOf } from './subject.ts';
import { takenBack } from './taken-back.ts';

/** The extractors of all facts of a rulebook, ready to run. */
export interface CompiledFacts {
  readonly byId: ReadonlyMap<string, readonly CompiledExtractor[]>;
}

interface CompiledExtractor {
  readonly resource: string;
  readonly value: string;
  readonly rule: EvidenceRule;
  readonly extract: Extractor;
}

/**
 * Compiles the facts of a rulebook.
 * Problems: one line that names the fact whose extractor can't be used.
 */
export function compileFacts(
  definitions: readonly FactDefinition[],
  model: TypeModel,
): Result<CompiledFacts, string> {
  const byId = new Map<string, readonly CompiledExtractor[]>();
  for (const { id, extractors } of definitions) {
    const compiled: CompiledExtractor[] = [];
    for (const { resource, path, value } of extractors) {
      const rule = Object.hasOwn(evidenceRules, resource) ? evidenceRules[resource] : undefined;
      const extract = compileExtractor(path, resource, model);
      if (rule === undefined) return fail(`fact ${id}: ${resource} gives no evidence`);
      if (!extract.ok) return fail(`fact ${id}: ${extract.problem}`);
      compiled.push({ resource, value, rule, extract: extract.value });
    }
    byId.set(id, compiled);
  }
  return ok({ byId });
}

/** Everything that a request says of a fact, judged by nobody yet; look by look. */
export function findEvidence(
  { byId }: CompiledFacts,
  factId: string,
  bundle: RequestBundle,
): readonly FoundEvidence[] {
  const reference = referenceOf(bundle.claim.resource.patient);
  const patient = reference === undefined ? undefined : bundle.resolve(reference, bundle.claim);
  const reported = inOpenReports(bundle);
  const cancelled = takenBack(bundle);
  return (byId.get(factId) ?? []).flatMap((extractor) => {
    // Of several Claims only the first is asked for; the others are history.
    const entries =
      extractor.resource === 'Claim' ? [bundle.claim] : saidIn(bundle, extractor.resource);
    return entries.flatMap((entry) =>
      evidenceIn({ bundle, entry, patient, reported, cancelled }, extractor),
    );
  });
}

/** The resources of a type: entries, and what entries contain. */
function saidIn(bundle: RequestBundle, type: string): readonly BundleEntry[] {
  const contained = bundle.entries.flatMap((entry) =>
    objects(entry.resource.contained)
      .filter(({ resourceType }) => resourceType === type)
      .flatMap(({ id }) => bundle.resolve(`#${text(id) ?? ''}`, entry) ?? []),
  );
  return [...bundle.byType(type), ...contained.filter((entry) => entry.type === type)];
}

interface Place {
  readonly bundle: RequestBundle;
  readonly entry: BundleEntry;
  readonly patient: BundleEntry | undefined;
  /** The results of reports that are not final. */
  readonly reported: ReadonlySet<BundleEntry>;
  /** What the request itself takes back. */
  readonly cancelled: ReadonlySet<BundleEntry>;
}

function evidenceIn(place: Place, extractor: CompiledExtractor): readonly FoundEvidence[] {
  const { rule, extract, value: name } = extractor;
  const { bundle, entry } = place;
  const { resource, expression } = entry;
  const { from, at } = rule.observed(resource);
  const common = {
    subject: subjectOf({ ...place, name: rule.subject }),
    observedAt: at,
    observedFrom: from,
    status: rule.status(resource),
    source: rule.source,
  };
  const found = extract(resource);
  if (found === undefined) {
    const standing = standingIn(place, rule);
    const value: RawValue = { kind: 'unreadable' };
    return [present({ ...common, origin: expression, value, standing, remarks: [] })];
  }
  return found.flatMap(({ value: element }) => {
    const value = isJsonObject(element) ? rawValue(element, name) : undefined;
    if (!isJsonObject(element) || value === undefined) return [];
    const isDoubted = entry.type === 'Claim' && isNoDiagnosis(element);
    return present({
      ...common,
      origin: `${expression}${pathOf(resource, element) ?? ''}.${name}`,
      value,
      standing: isDoubted ? ('open' as const) : standingIn(place, rule),
      remarks: remarksOf({
        ...{ bundle, entry, element, value: name },
        isReportOpen: place.reported.has(entry),
      }),
      diagnosisSequence: entry.type === 'Claim' ? integer(element.sequence) : undefined,
    });
  });
}

function standingIn({ entry, cancelled }: Place, rule: EvidenceRule): EvidenceStanding {
  return cancelled.has(entry) ? 'withdrawn' : rule.standing(entry.resource);
}
