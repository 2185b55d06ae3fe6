import { createHash } from 'node:crypto';
import { renderFacts } from '../../../src/fhir/profiles/render-facts.ts';
import type { CanonicalFacts } from '../../../src/fhir/validate/facts.ts';

/** Four codes of this system are spoilt white space in R4's files, which nobody can send. */
const SPOILT = 'http://terminology.hl7.org/CodeSystem/v2-0550';

/**
 * Digests by what a difference would be looked for in: each type of its own, other structures, code
 * systems and value sets by the first part of their names. Search parameters judge no resource.
 */
export function factDigests(all: readonly CanonicalFacts[]): Readonly<Record<string, string>> {
  const texts = new Map<string, string[]>();
  for (const facts of all) {
    if (facts.resourceType === 'SearchParameter' || facts.url === SPOILT) continue;
    const group = groupOf(facts);
    texts.set(group, [...(texts.get(group) ?? []), renderFacts(facts)]);
  }
  const rows = [...texts].map(([group, list]) => [group, digestOf(list.sort().join(''))] as const);
  return Object.fromEntries(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function groupOf(facts: CanonicalFacts): string {
  const name = facts.url.slice(facts.url.lastIndexOf('/') + 1);
  if (facts.resourceType !== 'StructureDefinition') {
    return `${facts.resourceType} ${name.slice(0, 4).toLowerCase()}`;
  }
  return facts.derivation === 'constraint' ? `profiles of ${facts.type}` : facts.type;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
