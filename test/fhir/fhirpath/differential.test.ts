import { beforeAll, describe, expect, it } from 'vitest';
import {
  compileInvariant,
  type Invariant,
  type InvariantScope,
} from '../../../src/fhir/fhirpath/compile.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import type { TypeModel } from '../../../src/fhir/fhirpath/model.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { elementsOf, type Focus } from './elements.ts';
import { mutantOf, seeded } from './mutants.ts';
import {
  type ConstraintSite,
  constraintSites,
  hasPackages,
  readBaseModel,
  readPackage,
} from './packages.ts';

const DEFINITIONS = /\/StructureDefinition-[^/]*\.json$/;
const EXAMPLES = /\/example\/[A-Z][^/]*\.json$/;
const GUIDES = ['davinci_pas_2.2.1', 'us_core_700'];
const MORE_GUIDES = [
  'hl7.fhir.r4.core-4.0.1-subset',
  'hl7.fhir.us.davinci-hrex-1.2.0',
  'hl7.fhir.uv.subscriptions-backport.r4-1.1.0',
  'hl7.fhir.uv.sdc-4.0.0',
  'hl7.fhir.us.davinci-crd-2.2.1',
  'hl7.fhir.us.davinci-dtr-2.2.0',
  'hl7.fhir.us.davinci-cdex-2.1.0',
];
const MUTANTS_EACH = Number(process.env.INVARIANT_MUTANTS ?? '1');
const SEED = 20_260_101;

interface Pair {
  readonly site: ConstraintSite;
  readonly ours: Invariant;
  readonly reference: Invariant;
}

/**
 * Where fhirpath 5.2.0 is wrong or refuses R4's own expression; each is told apart by the key and
 * what both say.
 */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /^ele-1 xhtml true false$/,
    'fhirpath knows no xhtml among the primitive types: a div has a value, and ele-1 holds',
  ],
  [
    /^ele-1 id true false$/,
    'on an element of type `id` fhirpath takes the step `id` for the name of its type',
  ],
  [
    /^dom-r4b (Resource|DomainResource) (true|false) undefined$/,
    'fhirpath refuses names of types that are not in R4; such a type is simply another type',
  ],
];

/** dom-3 applies as() to many items, which fhirpath refuses and R4 means as a filter. */
function readable(expression: string): string {
  return expression.replaceAll('descendants().as(', 'descendants().ofType(');
}

function scopeOf(focus: Focus): InvariantScope {
  return {
    resource: focus.resource,
    rootResource: focus.root,
    resolve: (reference) =>
      reference.startsWith('Practitioner/') ? { resourceType: 'Practitioner' } : undefined,
    memberOf: (_valueSet, coded) => JSON.stringify(coded).length % 2 === 0,
    steps: 10_000_000,
  };
}

describe.skipIf(!hasPackages)('invariants of the guides (needs ../shared)', () => {
  let model: TypeModel;
  let sites: readonly ConstraintSite[] = [];
  const examples = new Map<string, JsonObject>();

  beforeAll(async () => {
    model = await readBaseModel();
    const definitions: JsonObject[] = [];
    for (const guide of GUIDES) {
      definitions.push(...(await readPackage(guide, DEFINITIONS)).values());
    }
    sites = constraintSites(definitions, model);
    const used = new Set<unknown>();
    for (const [name, example] of await readPackage('davinci_pas_2.2.1', EXAMPLES)) {
      examples.set(name, example);
      for (const one of [example, ...bundled(example)]) used.add(one.resourceType);
    }
    for (const [name, example] of await readPackage('us_core_700', EXAMPLES)) {
      if (used.has(example.resourceType)) examples.set(`US Core ${name}`, example);
    }
  }, 60_000);

  it('compiles every expression of PAS and US Core', () => {
    expect(sites.length).toBeGreaterThan(400);
    expect(unsupported(sites, model)).toEqual([]);
  });

  it('compiles every expression of base R4 and the other guides', async () => {
    const lines: string[] = [];
    for (const guide of MORE_GUIDES) {
      const definitions = (await readPackage(guide, DEFINITIONS)).values();
      const found = constraintSites(definitions, model);
      const refused = unsupported(found, model);
      lines.push(
        `${guide}: ${found.length} constraints, ${refused.length} not compiled`,
        ...refused,
      );
    }
    console.log(lines.join('\n'));
    expect(lines.filter((line) => line.startsWith('  '))).toEqual([
      '  no facts of type DTRMetricData: dtrl-1 on DTRMetricData',
    ]);
  }, 60_000);

  it('gives what the reference gives, on examples and mutants', async () => {
    const pairs = await pairsOf(sites, model);
    const random = seeded(SEED);
    const differences = new Map<string, string>();
    let evaluations = 0;
    for (const [name, example] of examples) {
      const mutants = Array.from({ length: MUTANTS_EACH }, () => mutantOf(example, random));
      for (const resource of [example, ...mutants]) {
        evaluations += compareAll(resource, { model, pairs, differences, name });
      }
    }
    console.log(`${evaluations} evaluations on ${examples.size} examples, seed ${SEED}`);
    for (const line of differences.keys()) {
      const known = KNOWN.find(([pattern]) => pattern.test(line));
      console.log(`${line}: ${known === undefined ? 'NOT KNOWN' : known[1]}`);
    }
    const open = [...differences].filter(([line]) => !KNOWN.some(([one]) => one.test(line)));
    expect(open).toEqual([]);
    expect(evaluations).toBeGreaterThan(30_000);
  }, 600_000);
});

function bundled(resource: JsonObject): readonly JsonObject[] {
  return [resource.entry].flat().flatMap((entry) => {
    const inside = typeof entry === 'object' && entry !== null && 'resource' in entry;
    return inside && isObject(entry.resource) ? [entry.resource] : [];
  });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unsupported(sites: readonly ConstraintSite[], model: TypeModel): readonly string[] {
  return sites.flatMap((site) => {
    const compiled = compileInvariant(site.expression, site.type, model);
    return compiled.kind === 'compiled'
      ? []
      : [`  ${compiled.reason}: ${site.key} on ${site.type}`];
  });
}

async function pairsOf(
  sites: readonly ConstraintSite[],
  model: TypeModel,
): Promise<ReadonlyMap<string, readonly Pair[]>> {
  const engine = await loadReference();
  const pairs = new Map<string, Pair[]>();
  for (const site of sites) {
    const ours = compileInvariant(site.expression, site.type, model);
    const reference = engine.compile(readable(site.expression), site.type);
    if (ours.kind !== 'compiled' || reference.kind !== 'compiled') continue;
    const pair = { site, ours: ours.test, reference: reference.test };
    pairs.set(site.type, [...(pairs.get(site.type) ?? []), pair]);
  }
  return pairs;
}

interface Comparison {
  readonly model: TypeModel;
  readonly pairs: ReadonlyMap<string, readonly Pair[]>;
  readonly differences: Map<string, string>;
  readonly name: string;
}

function compareAll(resource: JsonObject, { model, pairs, differences, name }: Comparison): number {
  let evaluations = 0;
  for (const focus of elementsOf(resource, model)) {
    const ofResource = model.isResource(focus.type) ? ['Resource', 'DomainResource'] : [];
    for (const type of [focus.type, ...ofResource]) {
      for (const { site, ours, reference } of pairs.get(type) ?? []) {
        evaluations += 1;
        const one = ours(focus.value, focus.sibling, scopeOf(focus));
        const other = reference(focus.value, focus.sibling, scopeOf(focus));
        if (one === other) continue;
        const line = `${site.key} ${type} ${one} ${other}`;
        if (!differences.has(line)) {
          differences.set(line, `${name}: ${JSON.stringify(focus.value)?.slice(0, 200)}`);
        }
      }
    }
  }
  return evaluations;
}
