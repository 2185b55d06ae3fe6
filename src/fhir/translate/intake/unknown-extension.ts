import { NO_VALUE } from '../../bundle/rare-members.ts';
import type { JsonObject } from '../../json/json.ts';
import { extensionsRead } from '../findings/finding-class.ts';
import { objects, text } from '../read/element.ts';
import { extension } from '../read/extensions.ts';
import { isHarmless } from '../read/harmless-extension.ts';

/**
 * The name of an extension that nothing reads and that is not known to change nothing; undefined
 * when it is known. R4 lets a reader pass over such an extension, and some say all the same that
 * an order was withdrawn. Shape: the last part of the URL without `extension-`, as far as it is a
 * name.
 */
export function unknownExtension(given: JsonObject): string | undefined {
  const url = text(given.url) ?? '';
  const name = url.slice(url.lastIndexOf('/') + 1).replace(/^extension-/u, '');
  if (url === COVERAGE_ANSWER) return isUsualAnswer(given) ? undefined : name;
  const isRead = OURS.test(url) && isReadExtension(name);
  // What is marked as without a value has its own rule.
  if (isRead || isHarmless(given) || NO_VALUE.test(url)) return undefined;
  return /^[\w.-]{1,64}$/u.test(name) ? name : 'extension';
}

/** Guides whose extensions are read, by their names. */
const OURS =
  /^http:\/\/hl7\.org\/fhir\/(?:us\/davinci-pas|5\.0)\/StructureDefinition\/extension-[\w.]+$/u;

/** What is read to be told again, and decides nothing: a person looks what it means. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  ...['authorizationNumber', 'administrationReferenceNumber'],
  ...['nursingHomeResidentialStatus', 'nursingHomeLevelOfCare'],
]);

function isReadExtension(name: string): boolean {
  return extensionsRead.has(name) && !FOR_PEOPLE.has(name);
}

const COVERAGE_ANSWER =
  'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';

/**
 * What was answered when the order was signed, where it asks for what is done now: the service is
 * covered, and an authorization is needed. Source: CRD ext-coverage-information.
 */
function isUsualAnswer(answer: JsonObject): boolean {
  const said = (name: string): string =>
    text(extension(answer, name)?.valueCode) ?? (isGiven(answer, name) ? '?' : '');
  return COVERED.has(said('covered')) && NEEDED.has(said('pa-needed'));
}

function isGiven(answer: JsonObject, name: string): boolean {
  return objects(answer.extension).some(({ url }) => url === name);
}

const COVERED: ReadonlySet<string> = new Set(['covered', 'conditional']);
const NEEDED: ReadonlySet<string> = new Set(['', 'auth-needed', 'performpa', 'conditional']);
