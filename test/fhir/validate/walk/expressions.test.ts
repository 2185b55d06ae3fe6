import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../../../src/fhir/json/json.ts';
import { openValidator } from '../../../../src/wire.ts';
import { readExamples } from '../../../conformance/fixtures/examples.ts';
import { generateMutants } from '../../../conformance/mutants/generate.ts';

const validator = await openValidator('2.2');
const mutants = generateMutants(readExamples(), 20_261_122, 150);

/**
 * FHIRPath sees no node in an empty array, no resource in what has no known type, and no id of a
 * resource that has an extension only.
 */
const UNSEEN = new Set(['ele-1', 'form', 'known', 'type', 'value']);

describe('each issue names one node of the resource', () => {
  test.each(mutants)('$id of $base: $description', ({ text }) => {
    const resource: Json = JSON.parse(text);
    if (!isJsonObject(resource)) return;
    for (const { expression, rule } of validator.validate(resource).issues) {
      if (expression === '$this') continue;
      const check = rule.slice(rule.lastIndexOf('/') + 1);
      const found = nodesAt(resource, expression);
      if (found === 0 && UNSEEN.has(check)) continue;
      expect([expression, rule, found]).toEqual([expression, rule, 1]);
    }
  });
});

function nodesAt(resource: unknown, expression: string): number {
  return fhirpath.evaluate(resource, expression, undefined, r4, { async: false }).length;
}
