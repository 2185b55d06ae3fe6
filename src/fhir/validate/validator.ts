import type { Reference } from '../fhirpath/fallback.ts';
import { createTypeModel, type TypeModel } from '../fhirpath/model.ts';
import type { JsonObject } from '../json/json.ts';
import { createTerminology } from '../terminology/terminology.ts';
import type { FactSource } from './facts.ts';
import type { Issue } from './issue.ts';
import type { Sha1 } from './plan/datatype-checks.ts';
import { createInvariantPlanner } from './plan/invariants.ts';
import type { States } from './plan/parts.ts';
import { quote } from './plan/quote.ts';
import { createStates } from './plan/states.ts';
import { createValueChecks } from './plan/value-checks.ts';
import { createRegistry, isExactName, typeCanonical } from './registry.ts';
import type { ElementNode } from './snapshot/element-node.ts';
import { createSnapshots } from './snapshot/snapshots.ts';
import { runValidation } from './walk/run.ts';
import type { TimeLimit } from './walk/watch.ts';

/** What a validation found, and what it could not decide. */
export interface ValidationReport {
  /** Errors first, each in the order of the document; at most `issuesMax` and a count. */
  readonly issues: readonly Issue[];
  /** What is not known here: value sets, code systems, profiles, undecidable rules. */
  readonly notEvaluated: readonly string[];
}

/** What a caller may ask of one validation. */
export interface ValidateOptions {
  /** Canonicals of profiles that the resource has to satisfy besides those it claims. */
  readonly profiles?: readonly string[];
  /** What was found in the document's text: it counts among the issues, and to their limit. */
  readonly faults?: readonly Issue[];
  /** What this validation may spend, where that is another than the validator's own. */
  readonly stepsMax?: number;
  /** How long it may take; absent: as long as its steps. */
  readonly time?: TimeLimit;
}

/** Judges resources by the profiles of a release train. */
export interface Validator {
  validate(resource: JsonObject, options?: ValidateOptions): ValidationReport;
  /** True when a profile is loaded, in the version that is named, if one is. */
  knows(profile: string): boolean;
  /** The types of R4, for expressions that are compiled elsewhere. */
  readonly model: TypeModel;
  /** The compiled plan, for coverage and census. */
  readonly states: States;
}

/** Limits and choices; all have defaults. */
export interface ValidatorSettings {
  readonly stepsMax?: number;
  readonly issuesMax?: number;
  /** Severity of missing targets that the Claim does not refer to itself. */
  readonly missingTarget?: 'error' | 'warning';
  /** For invariants that the compiler does not know; without it they are listed as not decided. */
  readonly reference?: Reference;
  /** SHA-1 of base64 data, for Attachment.hash; without it hashes are listed as not decided. */
  readonly sha1?: Sha1;
  /** Licensed code lists by system. */
  readonly codes?: ReadonlyMap<string, ReadonlySet<string>>;
}

const STEPS_MAX = 2_000_000;
const ISSUES_MAX = 100;

/** Makes a validator; profiles are compiled when they are first needed. */
export function createValidator(source: FactSource, settings: ValidatorSettings = {}): Validator {
  const registry = createRegistry(source);
  const snapshots = createSnapshots(registry);
  const model = createTypeModel((type) => {
    const facts = registry.structure(typeCanonical(type), registry.firstPackage)?.facts;
    // A type may come from a client, with a version behind it or naming a profile of R4.
    return facts?.type === type ? facts : undefined;
  });
  const { reference, codes } = settings;
  const invariants = createInvariantPlanner(
    model,
    source.corrections,
    (expression, type) =>
      reference?.compile(expression, type) ?? { kind: 'unsupported', reason: 'no reference' },
  );
  const lookup = (canonical: string, fromPackage: string) =>
    registry.resolve(canonical, fromPackage);
  const terminology = createTerminology(lookup, codes === undefined ? {} : { loaded: codes });
  const checks = createValueChecks(terminology, settings.sha1);
  const states = createStates({ registry, snapshots, checks, invariants });
  const run = {
    states,
    stepsMax: settings.stepsMax ?? STEPS_MAX,
    issuesMax: settings.issuesMax ?? ISSUES_MAX,
    missingTarget: settings.missingTarget ?? 'warning',
  };
  return {
    model,
    states,
    knows(profile) {
      const root = snapshots.root(profile, registry.firstPackage);
      return root !== undefined && isExactName(profile, root.structure.facts);
    },
    validate(resource, options = {}) {
      const undecided = new Set<string>();
      const asked = askedProfiles(options.profiles ?? [], states, undecided);
      const unknownSystems = new Set<string>();
      const input = { profiles: asked, faults: options.faults ?? [] };
      const stepsMax = options.stepsMax ?? run.stepsMax;
      const { time } = options;
      const limited = { ...run, stepsMax, time, undecided, unknownSystems };
      const issues = runValidation(resource, input, limited);
      for (const system of unknownSystems) {
        undecided.add(`code system ${quote(system)} is not loaded: its codes are not checked`);
      }
      return { issues, notEvaluated: [...undecided] };
    },
  };
}

function askedProfiles(
  profiles: readonly string[],
  { parts }: States,
  undecided: Set<string>,
): readonly ElementNode[] {
  return profiles.flatMap((canonical) => {
    const root = parts.snapshots.root(canonical, parts.registry.firstPackage);
    if (root === undefined) undecided.add(`profile ${quote(canonical)} is not loaded`);
    return root === undefined ? [] : [root];
  });
}
