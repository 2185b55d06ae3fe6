import { fail, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import type { ElementFacts, ExtensionContext, StructureFacts } from '../validate/facts.ts';
import { toElementFacts } from './element-facts.ts';
import {
  flagOf,
  objectOf,
  objectsOf,
  oneOf,
  said,
  someOf,
  textOf,
  textsOf,
} from './json-members.ts';

const KINDS = ['primitive-type', 'complex-type', 'resource', 'logical'] as const;
const DERIVATIONS = ['specialization', 'constraint'] as const;
const CONTEXT_TYPES = ['fhirpath', 'element', 'extension'] as const;

/**
 * The facts of a StructureDefinition, from its differential alone: a snapshot repeats what the
 * bases say, and some published ones repeat it wrongly.
 */
export function toStructureFacts(definition: JsonObject): Result<StructureFacts, string> {
  const url = textOf(definition, 'url');
  const kind = oneOf(KINDS, textOf(definition, 'kind'));
  const type = textOf(definition, 'type');
  if (url === undefined || kind === undefined || type === undefined)
    return fail('a StructureDefinition needs url, kind and type');
  const differential = objectOf(definition, 'differential');
  if (differential === undefined) return fail(`${url} has no differential`);
  const reasons: string[] = [];
  const elements: ElementFacts[] = [];
  for (const element of objectsOf(differential, 'element')) {
    const facts = toElementFacts(element, (reason) => reasons.push(reason));
    if (facts !== undefined) elements.push(facts);
  }
  if (elements.length === 0) reasons.push('the differential has no elements');
  const contexts = toContexts(definition);
  if ((contexts?.length ?? 0) !== objectsOf(definition, 'context').length)
    reasons.push('a context has no expression or no known type');
  if (reasons[0] !== undefined) return fail(`${url}: ${reasons[0]}`);
  return ok({
    resourceType: 'StructureDefinition',
    url,
    ...said('version', textOf(definition, 'version')),
    kind,
    abstract: flagOf(definition, 'abstract') ?? false,
    type,
    ...said('base', textOf(definition, 'baseDefinition')),
    ...said('derivation', oneOf(DERIVATIONS, textOf(definition, 'derivation'))),
    ...said('contexts', contexts),
    ...said('contextInvariants', textsOf(definition, 'contextInvariant')),
    elements,
  });
}

function toContexts(definition: JsonObject) {
  const contexts: ExtensionContext[] = [];
  for (const context of objectsOf(definition, 'context')) {
    const type = oneOf(CONTEXT_TYPES, textOf(context, 'type'));
    const expression = textOf(context, 'expression');
    if (type !== undefined && expression !== undefined) contexts.push({ type, expression });
  }
  return someOf(contexts);
}
