import type { Json } from '../json/json.ts';

/**
 * The constraints of FHIR packages as facts: what `assent profiles import` writes and the compiler
 * reads. Differentials only; no prose. Absent members mean "not said here".
 */
export interface StructureFacts {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly version?: string;
  readonly kind: 'primitive-type' | 'complex-type' | 'resource' | 'logical';
  readonly abstract: boolean;
  readonly type: string;
  readonly base?: string;
  readonly derivation?: 'specialization' | 'constraint';
  readonly contexts?: readonly ExtensionContext[];
  readonly contextInvariants?: readonly string[];
  readonly elements: readonly ElementFacts[];
}

/** Where an extension may stand (StructureDefinition.context). */
export interface ExtensionContext {
  readonly type: 'fhirpath' | 'element' | 'extension';
  readonly expression: string;
}

/** One element of a differential. */
export interface ElementFacts {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly sliceIsConstraining?: boolean;
  readonly min?: number;
  readonly max?: string;
  readonly types?: readonly TypeFacts[];
  readonly contentReference?: string;
  readonly mustSupport?: boolean;
  readonly isModifier?: boolean;
  readonly fixed?: TypedValue;
  readonly pattern?: TypedValue;
  readonly minValue?: TypedValue;
  readonly maxValue?: TypedValue;
  readonly maxLength?: number;
  readonly binding?: BindingFacts;
  readonly slicing?: SlicingFacts;
  readonly constraints?: readonly ConstraintFacts[];
}

/** A value together with the FHIR type of its choice suffix: `fixedUri` gives type `uri`. */
export interface TypedValue {
  readonly type: string;
  readonly value: Json;
}

/** ElementDefinition.type; `fhirType` is the real type where a FHIRPath system type stands. */
export interface TypeFacts {
  readonly code: string;
  readonly profiles?: readonly string[];
  readonly targetProfiles?: readonly string[];
  readonly aggregation?: readonly string[];
  readonly versioning?: string;
  readonly fhirType?: string;
  readonly regex?: string;
}

/** ElementDefinition.binding; `maxValueSet` comes from the extension of that name. */
export interface BindingFacts {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  readonly valueSet?: string;
  readonly maxValueSet?: string;
}

/** ElementDefinition.slicing. */
export interface SlicingFacts {
  readonly discriminators: readonly { readonly type: string; readonly path: string }[];
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered?: boolean;
}

/** ElementDefinition.constraint without its human text. */
export interface ConstraintFacts {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly expression?: string;
}

/** A code system: codes, hierarchy and the properties that value set filters use. */
export interface CodeSystemFacts {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly version?: string;
  readonly content: 'complete' | 'fragment' | 'not-present' | 'example' | 'supplement';
  readonly caseSensitive?: boolean;
  readonly supplements?: string;
  readonly concepts?: readonly ConceptFacts[];
}

/** A concept; `parents` names further parents given by a property instead of nesting. */
export interface ConceptFacts {
  readonly code: string;
  readonly concepts?: readonly ConceptFacts[];
  readonly parents?: readonly string[];
  readonly properties?: Readonly<Record<string, string | number | boolean>>;
}

/** A value set's definition; `expansion` only where the package gives no compose. */
export interface ValueSetFacts {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly version?: string;
  readonly include: readonly ConceptSetFacts[];
  readonly exclude?: readonly ConceptSetFacts[];
  readonly expansion?: readonly { readonly system: string; readonly codes: readonly string[] }[];
}

/** ValueSet.compose.include or exclude. */
export interface ConceptSetFacts {
  readonly system?: string;
  readonly version?: string;
  readonly codes?: readonly string[];
  readonly filters?: readonly {
    readonly property: string;
    readonly op: string;
    readonly value: string;
  }[];
  readonly valueSets?: readonly string[];
}

/** A search parameter. */
export interface SearchParameterFacts {
  readonly resourceType: 'SearchParameter';
  readonly url: string;
  readonly version?: string;
  readonly code: string;
  readonly type: string;
  readonly base: readonly string[];
  readonly expression?: string;
  readonly target?: readonly string[];
}

/** Any canonical resource kept as facts. */
export type CanonicalFacts =
  | StructureFacts
  | CodeSystemFacts
  | ValueSetFacts
  | SearchParameterFacts;

/** `package.json` of a folder of facts: what was imported, from where, and what lies in it. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly origin: string;
  readonly sha256: string;
  readonly scope: 'all' | 'referenced';
  readonly dependencies: Readonly<Record<string, string>>;
  readonly canonicals: Readonly<Record<string, CanonicalEntry>>;
}

/** Where one canonical of a package lies; `file` is relative to the package's folder. */
export interface CanonicalEntry {
  readonly file: string;
  readonly resourceType: CanonicalFacts['resourceType'];
  readonly version?: string;
  readonly type?: string;
}

/** An expression of the standards that is wrong as published, and what it means to say. */
export interface ConstraintCorrection {
  readonly key: string;
  readonly expression: string;
  readonly correction: string;
  readonly reason: string;
}

/** A version that a package pins and nobody ships, and the one that says the same. */
export interface VersionStandIn {
  readonly canonical: string;
  readonly by: string;
  readonly reason: string;
}

/** What gives facts to the compiler: packages by `name#version` and their files. */
export interface FactSource {
  /** `name#version` of each package, in order of precedence. */
  readonly packages: readonly PackageFacts[];
  /** The facts in one file of a package; undefined when the file is not there. */
  read(packageId: string, file: string): CanonicalFacts | undefined;
  /** Constraints to be read in another way than they are written. */
  readonly corrections: readonly ConstraintCorrection[];
  /** Versions read for others; any other version that is not here is not judged by. */
  readonly standIns: readonly VersionStandIn[];
}
