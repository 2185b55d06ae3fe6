import { join } from 'node:path';
import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import { createTerminology, type Terminology } from '../../../src/fhir/terminology/terminology.ts';
import { createValidator } from '../../../src/fhir/validate/validator.ts';
import { readExamples } from '../fixtures/examples.ts';
import { type Atlas, definitionsAt, drawAtlas } from './atlas.ts';
import { findCode } from './code-finder.ts';
import { Coverage } from './coverage.ts';
import { Occurrences } from './occurrences.ts';
import { boundSet, type PlanRule, rulesOf } from './plan-rule.ts';
import type { Workshop } from './spot.ts';
import { Synthesis } from './synthesis.ts';
import { nodesOf, rootsOf } from './universe.ts';

/** The rules of a package's plans, those that they inherit, and what tries them. */
export interface Workbench {
  readonly own: readonly PlanRule[];
  readonly inherited: readonly PlanRule[];
  /** Rules of logical models, by the model: no resource is one. */
  readonly logical: ReadonlyMap<string, number>;
  readonly coverage: Coverage;
  readonly terminology: Terminology;
}

const root = join(import.meta.dirname, '..', '..', '..');
const profiles = join(root, 'profiles');

/** Opens the workbench for a package (`name#version`) of a train. */
export async function openWorkbench(train: string, packageId: string): Promise<Workbench> {
  const source = openFactFiles(
    [profiles, join(root, 'dist', 'profiles')],
    readTrain(profiles, train),
  );
  const validator = createValidator(source, { reference: await loadReference() });
  const { states } = validator;
  const { registry } = states.parts;
  const facts = source.packages.find(({ name, version }) => `${name}#${version}` === packageId);
  const canonicals = Object.entries(facts?.canonicals ?? {}).flatMap(([url, entry]) =>
    entry.resourceType === 'StructureDefinition' ? [url] : [],
  );
  const { roots } = rootsOf(canonicals, packageId, states);
  const models = roots.filter(({ structure }) => structure.facts.kind === 'logical');
  const others = roots.filter((one) => !models.includes(one));
  const terminology = createTerminology((url, from) => registry.resolve(url, from));
  const atlas = drawAtlas(others, states);
  const examples = readExamples().map(({ resource }) => resource);
  const synthesis = new Synthesis(states, terminology);
  const workshop: Workshop = { states, synthesis, ...codesOf(terminology) };
  const world = { atlas, occurrences: new Occurrences(examples, states) };
  return {
    own: others.flatMap(nodesOf).flatMap(rulesOf),
    inherited: inheritedRules(atlas, packageId),
    logical: new Map(
      models.map((one) => [one.structure.label, nodesOf(one).flatMap(rulesOf).length]),
    ),
    coverage: new Coverage(validator, world, workshop),
    terminology,
  };
}

function codesOf(terminology: Terminology): Pick<Workshop, 'accepts' | 'codeFor'> {
  return {
    accepts(rule, system, code) {
      const set = terminology.codeSet(boundSet(rule) ?? '', rule.node.content.packageId);
      return set?.has(system, code) !== 'out';
    },
    codeFor({ node }) {
      const found = findCode([node], { isBare: false }, terminology);
      return found === undefined ? undefined : { system: found.system, code: found.code };
    },
  };
}

/** What the plans take over from other packages' definitions of types and extensions. */
function inheritedRules(atlas: Atlas, packageId: string): readonly PlanRule[] {
  const nodes = new Set(atlas.places.flatMap((place) => [...definitionsAt(place)]));
  const others = [...nodes].filter(({ structure }) => structure.packageId !== packageId);
  return others.flatMap(rulesOf);
}
