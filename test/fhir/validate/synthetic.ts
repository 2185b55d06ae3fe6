import { expect, test } from 'vitest';
import { openFactFiles } from '../../../src/adapters/fact-files.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import type {
  CanonicalFacts,
  ElementFacts,
  FactSource,
  PackageFacts,
  StructureFacts,
} from '../../../src/fhir/validate/facts.ts';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import {
  createValidator,
  type ValidationReport,
  type Validator,
  type ValidatorSettings,
} from '../../../src/fhir/validate/validator.ts';

/** Where the made-up definitions of these tests live. */
export const HERE = 'http://example.org/fhir/';

/** Where R4's own definitions live. */
export const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const base = openFactFiles(['profiles', 'dist/profiles'], ['hl7.fhir.r4.core#4.0.1']);
const reference = await loadReference();

/** An element of a differential; path and slice name follow from its id. */
export function element(id: string, said: Partial<ElementFacts> = {}): ElementFacts {
  const own = id.slice(id.lastIndexOf('.') + 1);
  const sliceName = own.includes(':') ? { sliceName: own.slice(own.indexOf(':') + 1) } : {};
  return { id, path: id.replace(/:[^.]*/g, ''), ...sliceName, ...said };
}

/** A profile of a base type. */
export function profile(
  name: string,
  type: string,
  elements: readonly ElementFacts[],
): StructureFacts {
  return {
    resourceType: 'StructureDefinition',
    url: `${HERE}${name}`,
    version: '1',
    kind: /^[A-Z]/.test(type) ? 'resource' : 'primitive-type',
    abstract: false,
    type,
    base: `${CORE}${type}`,
    derivation: 'constraint',
    elements,
  };
}

/** A profile of one of the profiles here. */
export function derived(name: string, from: StructureFacts, elements: readonly ElementFacts[]) {
  return { ...profile(name, from.type, elements), base: from.url };
}

/** The definition of an extension, with its URL fixed. */
export function extension(
  name: string,
  contexts: StructureFacts['contexts'],
  elements: readonly ElementFacts[],
): StructureFacts {
  const url = `${HERE}${name}`;
  const fixed = element('Extension.url', { fixed: { type: 'uri', value: url } });
  const shape = profile(name, 'Extension', [fixed, ...elements]);
  return { ...shape, kind: 'complex-type', ...(contexts === undefined ? {} : { contexts }) };
}

/** A package of definitions; its dependencies by `name` and version. */
export interface SyntheticPackage {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly facts: readonly CanonicalFacts[];
}

/** R4 with packages of definitions before it. */
export function sourceOf(packages: readonly SyntheticPackage[]): FactSource {
  const known = new Map(packages.map((one) => [`${one.name}#${one.version}`, one]));
  return {
    packages: [...packages.map(indexOf), ...base.packages],
    corrections: base.corrections,
    standIns: base.standIns,
    read: (id, file) => known.get(id)?.facts[Number(file)] ?? base.read(id, file),
  };
}

function indexOf({ name, version, dependencies = {}, facts }: SyntheticPackage): PackageFacts {
  const canonicals = Object.fromEntries(
    facts.map((one, at) => {
      const said = one.version === undefined ? {} : { version: one.version };
      return [one.url, { file: String(at), resourceType: one.resourceType, ...said }];
    }),
  );
  const origin = 'made up';
  return { name, version, origin, sha256: '', scope: 'all', dependencies, canonicals };
}

/** A validator of R4 and these definitions. */
export function validatorOf(
  facts: readonly CanonicalFacts[],
  settings: ValidatorSettings = {},
): Validator {
  const source = sourceOf([{ name: 'test', version: '1', facts }]);
  return createValidator(source, { reference, ...settings });
}

/** An issue in one line: severity, place, rule without the profile that states it. */
export function brief({ severity, expression, rule }: Issue): string {
  return `${severity} ${expression} ${rule.slice(rule.indexOf('#') + 1)}`;
}

/** All issues in brief, but for the advice that a resource should have a narrative. */
export function briefs({ issues }: ValidationReport): string[] {
  return issues.filter(({ rule }) => !rule.endsWith('/dom-6')).map(brief);
}

const r4 = validatorOf([]);
const validators = new Map<readonly CanonicalFacts[], Validator>();

/** Judges an instance by the first of the definitions, where that is one of its type. */
export function judge(facts: readonly CanonicalFacts[], instance: JsonObject): ValidationReport {
  const known = facts.length === 0 ? r4 : validators.get(facts);
  const validator = known ?? validatorOf(facts);
  validators.set(facts, validator);
  const [first] = facts;
  const isProfile =
    first?.resourceType === 'StructureDefinition' && first.type === instance.resourceType;
  return validator.validate(instance, isProfile ? { profiles: [first.url] } : {});
}

/** One case: the issues of an instance, whole and in order. */
export function check(
  name: string,
  facts: readonly CanonicalFacts[],
  instance: JsonObject,
  expected: readonly string[],
): void {
  test(name, () => {
    const report = judge(facts, instance);
    expect(briefs(report)).toEqual(expected);
    for (const issue of report.issues) expect(issue).toSatisfy(isWhole);
  });
}

/** True when an issue says all that it has to say. */
export function isWhole({ code, message, mend, rule, expression }: Issue): boolean {
  return [code, message, mend, rule, expression].every((text) => text.trim() !== '');
}
