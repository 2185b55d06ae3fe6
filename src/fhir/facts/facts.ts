import type { FoundEvidence, RawValue } from '../../domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { compileExtractor, type Extracted, type Extractor } from '../fhirpath/extractor.ts';
import type { TypeModel } from '../fhirpath/model.ts';
import { coding } from '../translate/read/codes.ts';
import { decimalText, object, referenceOf, text } from '../translate/read/element.ts';
import { type EvidenceRule, evidenceRules } from './evidence-rules.ts';

/** The extractors of all facts of a rulebook, ready to run. */
export interface CompiledFacts {
  readonly byId: ReadonlyMap<string, readonly CompiledExtractor[]>;
}

interface CompiledExtractor {
  readonly resource: string;
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
    for (const { resource, path } of extractors) {
      const rule = Object.hasOwn(evidenceRules, resource) ? evidenceRules[resource] : undefined;
      const extract = compileExtractor(path, resource, model);
      if (rule === undefined) return fail(`fact ${id}: ${resource} gives no evidence`);
      if (!extract.ok) return fail(`fact ${id}: ${extract.problem}`);
      compiled.push({ resource, rule, extract: extract.value });
    }
    byId.set(id, compiled);
  }
  return ok({ byId });
}

/** Everything that a request says of a fact, judged by nobody yet; in the order of the entries. */
export function findEvidence(
  { byId }: CompiledFacts,
  factId: string,
  bundle: RequestBundle,
): readonly FoundEvidence[] {
  const patient = targetOf(bundle, bundle.claim, 'patient');
  return (byId.get(factId) ?? []).flatMap((extractor) => {
    // Of several Claims only the first is asked for; the others are history.
    const entries =
      extractor.resource === 'Claim' ? [bundle.claim] : bundle.byType(extractor.resource);
    return entries.flatMap((entry) => evidenceIn({ bundle, entry, patient }, extractor));
  });
}

interface Place {
  readonly bundle: RequestBundle;
  readonly entry: BundleEntry;
  readonly patient: BundleEntry | undefined;
}

function evidenceIn(place: Place, { rule, extract }: CompiledExtractor): readonly FoundEvidence[] {
  const { resource, expression } = place.entry;
  const found = extract(resource);
  const values = found === undefined ? [unreadable] : found.map(rawValue);
  return values.map((value) =>
    present({
      origin: `${expression}.${rule.valueAt}`,
      subject: subjectOf(place, rule),
      value,
      observedAt: rule.observedAt(resource),
      status: rule.status(resource),
      isFinal: rule.isFinal(resource),
      source: rule.source,
    }),
  );
}

const unreadable: RawValue = { kind: 'unreadable' };

function subjectOf(
  { bundle, entry, patient }: Place,
  { subject }: EvidenceRule,
): FoundEvidence['subject'] {
  if (entry.resource[subject] === undefined) return 'none';
  const target = targetOf(bundle, entry, subject);
  return target !== undefined && target === patient ? 'patient' : 'other';
}

function targetOf(bundle: RequestBundle, from: BundleEntry, name: string): BundleEntry | undefined {
  const reference = referenceOf(from.resource[name]);
  return reference === undefined ? undefined : bundle.resolve(reference, from);
}

const ucum = 'http://unitsofmeasure.org';

function rawValue({ value }: Extracted): RawValue {
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') return { kind: 'date', on: value };
  const given = object(value);
  const amount = decimalText(given?.value);
  if (amount !== undefined) {
    return present({
      kind: 'quantity' as const,
      amount,
      unit: given?.system === ucum ? text(given.code) : undefined,
      unitText: text(given?.unit),
      comparator: text(given?.comparator),
    });
  }
  const code = coding(value);
  return code === undefined ? unreadable : { kind: 'code', code };
}
