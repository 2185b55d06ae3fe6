import { isJsonArray, isJsonObject, type JsonObject } from '../../../src/fhir/json/json.ts';
import { plainExpression } from './expression.ts';
import type { OracleAnswer, OracleIssue } from './oracle.ts';

/** What counts of the official validator's answer: the verdict and where the faults are. */
export interface OracleReading {
  readonly valid: boolean;
  /** Plain expressions of the faults themselves, without what only follows from them. */
  readonly places: readonly string[];
  readonly errors: readonly OracleIssue[];
}

/** Messages that repeat, on a Bundle, an entry or a reference, what is wrong with a resource. */
const echoes = new Set([
  'BUNDLE_BUNDLE_ENTRY_MULTIPLE_PROFILES_NO_MATCH',
  'Validation_VAL_Profile_NoMatch',
  'Reference_REF_CantMatchChoice',
]);

/** Reads an answer about `resource`; undefined when there is no verdict. */
export function readAnswer(answer: OracleAnswer, resource: JsonObject): OracleReading | undefined {
  const { issues } = answer;
  if (issues === undefined) return undefined;
  const errors = issues.filter(({ level }) => level === 'ERROR' || level === 'FATAL');
  const faults = narrow(narrow(narrow(errors, isNoEcho), isNoMismatch), isNoCandidate);
  const places = faults.flatMap((fault) => placesOf(fault, issues, resource));
  return { valid: errors.length === 0, places: [...new Set(places)], errors: faults };
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

function placesOf(
  fault: OracleIssue,
  issues: readonly OracleIssue[],
  resource: JsonObject,
): string[] {
  if (fault.messageId.startsWith('BUNDLE_ENTRY_URL_')) return entriesNamed(fault, resource);
  if (fault.location !== '') return [plainExpression(fault.location)];
  const twins = issues.filter(({ messageId }) => messageId !== '' && messageId === fault.messageId);
  return twins.flatMap(({ location }) => (location === '' ? [] : [plainExpression(location)]));
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
