import { isJsonArray, isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { plainExpression } from './expression.ts';
import { fellOver, isOfLookup } from './lookups.ts';
import type { OracleAnswer, OracleIssue } from './oracle.ts';

/** What counts of the official validator's answer: the verdict and where the faults are. */
export interface OracleReading {
  readonly valid: boolean;
  /** Plain expressions of the faults themselves, without what only follows from them. */
  readonly places: readonly string[];
  readonly errors: readonly OracleIssue[];
  /** Places whose codes the validator says it could not check, for want of their value set. */
  readonly unchecked: readonly string[];
  /** Places where the validator says that it does not know the system of a code. */
  readonly blindCodes: readonly string[];
  /** Places where the validator says that it fell over the codes. */
  readonly failedCodes: readonly string[];
  /** Those of the errors that the service around it makes of codes it looks up. */
  readonly ofLookup: readonly OracleIssue[];
}

/** Messages that repeat, on a Bundle, an entry or a reference, what is wrong with a resource. */
const echoes = new Set([
  'BUNDLE_BUNDLE_ENTRY_MULTIPLE_PROFILES_NO_MATCH',
  'Validation_VAL_Profile_NoMatch',
  'Reference_REF_CantMatchChoice',
]);

/** Messages reported on the element that holds what they name, and where that stands in it. */
const heldElements: Readonly<Record<string, string>> = {
  Extension_EXTP_Context_Wrong: '.extension',
  Extension_EXTM_Context_Wrong: '.modifierExtension',
  Validation_VAL_Profile_WrongType: '.meta.profile',
};

/** Reads an answer about `resource`; undefined when there is no verdict. */
export function readAnswer(answer: OracleAnswer, resource: JsonObject): OracleReading | undefined {
  const { issues } = answer;
  if (issues === undefined) return undefined;
  const errors = issues.filter((issue) => isError(issue) && !isAboutSetup(issue));
  const faults = narrow(narrow(narrow(errors, isNoEcho), isNoMismatch), isNoCandidate);
  const places = faults.flatMap((fault) => placesOf(fault, resource));
  const blind = issues.filter(({ messageId }) => messageId === 'Terminology_TX_ValueSet_NotFound');
  return {
    valid: errors.length === 0,
    places: [...new Set(places)],
    errors: faults,
    unchecked: blind.map(plainPlace),
    blindCodes: issues.filter(isBlindToCode).map(plainPlace),
    failedCodes: issues.filter(fellOver).map(plainPlace),
    ofLookup: faults.filter((fault) => isOfLookup(fault, resource)),
  };
}

function plainPlace({ location }: OracleIssue): string {
  return plainExpression(location);
}

function isBlindToCode({ level, messageId, message }: OracleIssue): boolean {
  const isAbout = messageId === 'Terminology_PassThrough_TX_Message';
  return (
    level === 'WARNING' &&
    isAbout &&
    message.startsWith("CodeSystem is unknown and can't be validated")
  );
}

function isError({ level }: OracleIssue): boolean {
  return level === 'ERROR' || level === 'FATAL';
}

/**
 * The service around the validator turns profiles that the root claims into profiles asked for, and
 * reports those it does not have; the validator itself gives them a warning, at their place.
 */
function isAboutSetup({ message }: OracleIssue): boolean {
  return message.startsWith('Invalid profile. Failed to retrieve profile with url=');
}

/** The issues that fit, or all of them when none does. */
function narrow(
  issues: readonly OracleIssue[],
  fits: (issue: OracleIssue) => boolean,
): readonly OracleIssue[] {
  const fitting = issues.filter(fits);
  return fitting.length > 0 ? fitting : issues;
}

function isNoEcho({ messageId }: OracleIssue): boolean {
  return !echoes.has(messageId);
}

/** When all is echo, the reference that finds no fitting target is nearest to the fault. */
function isNoMismatch({ messageId }: OracleIssue): boolean {
  return !echoes.has(messageId) || messageId === 'Reference_REF_CantMatchChoice';
}

/** A message about one of several candidate profiles counts only when nothing else is said. */
function isNoCandidate({ message }: OracleIssue): boolean {
  return !message.includes('(validating against ');
}

function placesOf(fault: OracleIssue, resource: JsonObject): string[] {
  if (fault.messageId.startsWith('BUNDLE_ENTRY_URL_')) return entriesNamed(fault, resource);
  const held = heldElements[fault.messageId] ?? '';
  if (fault.location !== '') return [`${plainExpression(fault.location)}${held}`];
  return [];
}

/** These messages always name the first entry; the fullUrl in their text tells the real one. */
function entriesNamed({ message }: OracleIssue, resource: JsonObject): string[] {
  const url = /'([^']*)'/.exec(message)?.[1] ?? '';
  return urlPlaces(resource, String(resource.resourceType), url).map(plainExpression);
}

function urlPlaces(value: unknown, expression: string, url: string): string[] {
  if (isJsonArray(value)) {
    return value.flatMap((item, index) => urlPlaces(item, `${expression}[${index}]`, url));
  }
  if (!isJsonObject(value)) return [];
  const own = value.fullUrl === url ? [`${expression}.fullUrl`] : [];
  const below = Object.entries(value).flatMap(([name, item]) =>
    urlPlaces(item, `${expression}.${name}`, url),
  );
  return [...own, ...below];
}
