import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import type { RequestBundle } from '../../../src/fhir/bundle/request-bundle.ts';
import { EvidenceSearch } from '../../../src/fhir/facts/evidence-search.ts';
import { compileFacts } from '../../../src/fhir/facts/facts.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { openValidator } from '../../../src/wire.ts';
import { bundleOf, definitions, shown, window } from './request.ts';

const compiled = compileFacts(definitions, (await openValidator('2.2')).model);
if (!compiled.ok) throw new Error(compiled.problem);
const facts = compiled.value;

/** What the oxygen saturation of a request with these resources comes to, in one word. */
export function saturation(resources: readonly JsonObject[]): string {
  return saturationIn(bundleOf(resources));
}

/** What the oxygen saturation of a request comes to, in one word. */
export function saturationIn(request: RequestBundle): string {
  const definition = definitions.find(({ id }) => id === 'oxygen-saturation');
  if (definition === undefined) throw new Error('no fact');
  const found = new EvidenceSearch(facts, request).find('oxygen-saturation');
  return shown(settleFact(definition, found, window));
}
