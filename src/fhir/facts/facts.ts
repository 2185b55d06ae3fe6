import type { FactDefinition } from '../../domain/policy/rulebook.ts';
import { fail, ok, type Result } from '../../result.ts';
import { compileExtractor, type Extractor } from '../fhirpath/extractor.ts';
import type { TypeModel } from '../fhirpath/model.ts';
import { type EvidenceRule, evidenceRules } from './evidence-rules.ts';

/** The extractors of all facts of a rulebook, ready to run. */
export interface CompiledFacts {
  readonly byId: ReadonlyMap<string, CompiledFact>;
}

/** A fact with its extractors, ready to run. */
export interface CompiledFact {
  readonly definition: FactDefinition;
  readonly extractors: readonly CompiledExtractor[];
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
  const byId = new Map<string, CompiledFact>();
  for (const definition of definitions) {
    const { id } = definition;
    const extractors: CompiledExtractor[] = [];
    for (const { resource, path, value } of definition.extractors) {
      const rule = Object.hasOwn(evidenceRules, resource) ? evidenceRules[resource] : undefined;
      const extract = compileExtractor(path, resource, model);
      if (rule === undefined) return fail(`fact ${id}: ${resource} gives no evidence`);
      if (!extract.ok) return fail(`fact ${id}: ${extract.problem}`);
      extractors.push({ resource, value, rule, extract: extract.value });
    }
    byId.set(id, { definition, extractors });
  }
  return ok({ byId });
}
