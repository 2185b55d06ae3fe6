import type { Invariant } from '../../fhirpath/compile.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import type { Issue, IssueCode, IssueSeverity } from '../issue.ts';
import type { PrimitiveCheck } from '../primitive/primitive-fault.ts';
import type { ElementNode } from '../snapshot/element-node.ts';

/** What a rule id is made of: the element that states the rule, and which of its statements. */
export interface Rule {
  readonly node: ElementNode;
  readonly check: string;
}

/** A finding before its place is known. */
export interface Finding extends Pick<Issue, 'message' | 'mend'> {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  readonly rule: Rule | string;
  /** The value is another one than it has to be: of such findings at a place one is told. */
  readonly isOfValue?: true;
  /** Worked out only of what is told. */
  readonly remedy?: Remedy;
}

/** What can be done about a finding, and what else that would settle. */
export interface Remedy {
  /** What the mend says; worked out when it is told. */
  readonly mend?: () => string;
  /** The element at the place without the fault. */
  readonly applied?: (element: JsonObject) => JsonObject | undefined;
  /** For a broken constraint: the element at the place, and whether it would hold in another. */
  readonly element?: JsonObject;
  readonly isSettledIn?: (element: JsonObject) => boolean;
  /** The element that the mend gives: whoever misses it need not say so. */
  readonly gives?: () => string | undefined;
  /** How many values are missing. */
  readonly missing?: number;
  /** The element has no member at all. */
  readonly isEmptyObject?: true;
}

/** What a check may ask of the walk that runs it. */
export interface CheckContext {
  /** Reports a finding at the element being walked, or at `below` it (`.coding[0]`). */
  report(finding: Finding, below?: string): void;
  /** The expression of the element being walked. */
  place(): string;
  /** Reports a finding at an expression that `place` gave. */
  reportAt(place: string, finding: Finding): void;
  /** Notes the id of the element being walked; false when another one of the resource has it. */
  isFirstId(id: string): boolean;
  /** Notes what could not be decided, once for each text. */
  undecided(what: string): void;
  /** Notes a code system whose codes are not loaded. */
  unknownSystem(system: string): void;
  /** The resource being walked. */
  readonly resource: JsonObject;
  /** The resource that a literal reference leads to from here. */
  resolve(reference: string): JsonObject | undefined;
  /** True when a value has no error in a state; nothing is reported. */
  holds(value: Json, state: State): boolean;
}

/** A test of a value against fixed, pattern, binding, range … of one element definition. */
export type ValueCheck = (value: Json, context: CheckContext) => void;

/** A constraint ready to run. */
export interface PlannedInvariant {
  readonly rule: Rule;
  readonly severity: 'error' | 'warning';
  readonly expression: string;
  readonly test: Invariant;
}

/**
 * All that applies to one value: the union of what a set of element definitions says. States are
 * made when a walk first needs them and interned by their set of elements, as a finite automaton
 * is made from overlapping patterns; whoever walks pays for what it meets, once.
 */
export interface State {
  readonly nodes: readonly ElementNode[];
  /** FHIR type: `Identifier`, `date`; `Claim.item` for elements declared in place. */
  readonly type: string;
  readonly kind: 'primitive' | 'complex' | 'resource';
  /** By JSON member name, `_birthDate` and `valueString` included. */
  readonly members: ReadonlyMap<string, Member>;
  readonly slots: readonly Slot[];
  readonly required: readonly Slot[];
  /** One bit for each required slot, so that one comparison finds what is missing. */
  readonly requiredBits: number;
  readonly primitive: PrimitiveCheck | undefined;
  readonly checks: readonly ValueCheck[];
  /**
   * The rule that an extension in place of the value breaks: a required binding, a fixed value, the
   * id of a resource. A fixed value has none beside it either.
   */
  readonly valueRule: Rule | undefined;
  readonly invariants: readonly PlannedInvariant[];
  /** Any-of lists: of each, one alternative must hold (an element with several type profiles). */
  readonly alternatives: readonly Alternatives[];
  /** For a Reference: what its target has to be, one group for each definition that says so. */
  readonly targets: readonly TargetGroup[];
}

/** Types and profiles of which a resource must be one. */
export interface TargetGroup {
  readonly rule: Rule;
  readonly choices: readonly TargetChoice[];
  /** How the target may be given: contained, referenced, bundled; empty when any way will do. */
  readonly aggregation: readonly string[];
  /** What a resource of a type has to satisfy; undefined when the type is not among the choices. */
  fit(type: string): TargetFit | undefined;
}

/** Profiles of which a resource has to satisfy one; none when its type alone is enough. */
export interface TargetFit {
  readonly roots: readonly ElementNode[];
  /** Why nothing more can be said of it. */
  readonly undecided?: string;
}

/** A resource type, `Resource` for any, and the profile's root where one is asked for. */
export interface TargetChoice {
  readonly type: string;
  readonly root: ElementNode | undefined;
  /** The profile, where it is not loaded. */
  readonly unknown?: string;
}

/** Type profiles of which a value must satisfy one. */
export interface Alternatives {
  readonly rule: Rule;
  readonly type: string;
  readonly profiles: readonly string[];
  readonly packageId: string;
}

/** A child element: cardinality, JSON form, slicing. */
export interface Slot {
  readonly name: string;
  readonly many: boolean;
  readonly min: number;
  readonly minRule: Rule;
  readonly max: number;
  readonly maxRule: Rule;
  readonly nodes: readonly ElementNode[];
  /** JSON members that hold it, siblings of primitives included. */
  readonly keys: readonly string[];
  /** What a resource here has to be. */
  readonly resources: readonly TargetGroup[];
  readonly isChoice: boolean;
  readonly isResource: boolean;
  readonly isExtension: boolean;
  readonly slicing: SlotSlicing | undefined;
}

/** How a member's value is walked. */
export type MemberForm = 'prohibited' | 'forbidden' | 'sibling' | 'list' | 'single';

/** A JSON member of an object: which child it is and of which type. */
export interface Member {
  readonly key: string;
  readonly slot: Slot;
  readonly type: string;
  readonly form: MemberForm;
  readonly isPrimitive: boolean;
  /** True for `_birthDate`: id and extensions of a primitive. */
  readonly isSibling: boolean;
  /** `_birthDate` for `birthDate` and the other way round; undefined where there is no sibling. */
  readonly siblingKey: string | undefined;
  /** The step in FHIRPath: `birthDate`, `value.ofType(string)`. */
  readonly step: string;
  /** The element definition that leaves this type out, where one does. */
  readonly forbiddenBy: Rule | undefined;
  /** The slot's bit in `State.requiredBits`; 0 when it needs no watching. */
  readonly bit: number;
  /** The bit of a choice element, to see a second one of another type; 0 for all others. */
  readonly choiceBit: number;
  /** The state of unsliced values. */
  state(): State;
}

/** How the values of a child element are told apart into slices. */
export interface SlotSlicing {
  readonly slices: readonly Slice[];
  readonly groups: readonly SliceGroup[];
  /** The slices a value falls into, as indexes into `slices`, and the state that follows. */
  match(value: Json, member: Member, context: CheckContext): SliceMatch;
}

/** The outcome of slicing one value; equal outcomes are the same object. */
export interface SliceMatch {
  readonly slices: readonly number[];
  readonly state: State;
  /** What is wrong with any value of this kind here: an extension out of its context … */
  readonly findings: readonly Finding[];
  /** What an extension demands of the element that it stands on. */
  readonly ownerRules: readonly PlannedInvariant[];
}

/** One slice. */
export interface Slice {
  readonly node: ElementNode;
  readonly group: number;
  readonly parent: number | undefined;
  readonly min: number;
  readonly max: number;
  /** False when nothing here can tell which values belong to it. */
  readonly isDecidable: boolean;
}

/** The slices that one element definition gives, and its rules. */
export interface SliceGroup {
  readonly node: ElementNode;
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
  readonly isDecidable: boolean;
}
