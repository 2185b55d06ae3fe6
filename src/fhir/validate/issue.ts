/** FHIR issue types that the validator uses (http://hl7.org/fhir/ValueSet/issue-type). */
export type IssueCode =
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'invalid'
  | 'code-invalid'
  | 'extension'
  | 'not-found'
  | 'duplicate'
  | 'business-rule'
  | 'too-long'
  | 'too-costly'
  | 'not-supported'
  | 'informational';

/** How bad an issue is; only errors make content invalid. */
export type IssueSeverity = 'error' | 'warning' | 'information';

/**
 * One finding. `expression` is the FHIRPath of the exact element (`Bundle.entry[0].resource.use`);
 * `rule` names what was broken: `<profile>|<version>#<element id>/<check>`; `message` says what is
 * wrong, `mend` what to do about it.
 */
export interface Issue {
  readonly severity: IssueSeverity;
  readonly code: IssueCode;
  readonly expression: string;
  readonly rule: string;
  readonly message: string;
  readonly mend: string;
  /** Other rules that the same fault breaks. */
  readonly also?: readonly string[];
}
