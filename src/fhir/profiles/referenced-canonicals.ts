import type { CanonicalFacts } from '../validate/facts.ts';
import type { NamedFacts } from './canonical-facts.ts';

const QUOTED = /'([^']*)'/g;

/**
 * The canonicals that stand in facts, without their versions: every text that could be one (base,
 * profiles, value sets, systems, URLs in fixed values) and what invariants quote. Where an
 * extension may stand is left out: nobody needs its context to judge it.
 */
export function namedCanonicals(facts: CanonicalFacts): ReadonlySet<string> {
  const names = new Set<string>();
  const open: unknown[] = Object.entries(facts)
    .filter(([name]) => name !== 'url' && name !== 'contexts')
    .map(([, value]) => value);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') addNames(value, names);
    else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) if (member !== undefined) open.push(member);
    }
  }
  return names;
}

/**
 * The part of a package that others reach: what `roots` name, and in turn what those name inside
 * the package. Search parameters are left out.
 */
export function keepReferenced(
  named: readonly NamedFacts[],
  roots: ReadonlySet<string>,
): readonly NamedFacts[] {
  const byUrl = new Map(
    named
      .filter(({ facts }) => facts.resourceType !== 'SearchParameter')
      .map((one) => [one.facts.url, one]),
  );
  const reached = new Set<string>();
  const open = [...roots];
  for (let url = open.pop(); url !== undefined; url = open.pop()) {
    const found = byUrl.get(url);
    if (found === undefined || reached.has(url)) continue;
    reached.add(url);
    for (const one of namedCanonicals(found.facts)) open.push(one);
  }
  return named.filter(({ facts }) => reached.has(facts.url) && byUrl.has(facts.url));
}

function addNames(text: string, names: Set<string>): void {
  names.add(canonicalIn(text));
  for (const [, quoted] of text.matchAll(QUOTED))
    if (quoted !== undefined) names.add(canonicalIn(quoted));
}

/** The canonical without its version, and without the element that a content reference names. */
function canonicalIn(text: string): string {
  const end = text.search(/[|#]/);
  return end === -1 ? text : text.slice(0, end);
}
