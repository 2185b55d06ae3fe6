import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../src/fhir/json/json.ts';
import type { Reply } from '../operations/payer.ts';

/** What an answer says of one line. */
export interface ToldLine {
  readonly sequence: number;
  readonly action: string;
  /** The number of the authorization, of an approval. */
  readonly number: string;
  /** The service, quantity and period that it grants, as JSON. */
  readonly granted: string;
}

/** What came out, for a person and for the table. */
export interface Answer {
  readonly status: number;
  readonly outcome: 'decided' | 'error' | 'refused' | 'odd';
  readonly lines: readonly ToldLine[];
  /** Codes of X12 901. */
  readonly codes: readonly string[];
  /** Whether a case may be left behind that the next row would meet. */
  readonly leavesCase: boolean;
  /** Status, action of each line and the words that explain it. */
  readonly said: string;
}

const sd = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-';

function list(value: Json | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function part(element: JsonObject | undefined, url: string): JsonObject | undefined {
  return list(element?.extension).find((extension) => extension.url === url);
}

function codeOf(concept: Json | undefined): string {
  const [coding] = isJsonObject(concept) ? list(concept.coding) : [];
  return String(coding?.code ?? '');
}

function toldLine(item: JsonObject): ToldLine {
  const [adjudication] = list(item.adjudication);
  const review = part(adjudication, `${sd}reviewAction`);
  const detail = part(item, `${sd}itemAuthorizedDetail`);
  const granted = [
    codeOf(part(detail, 'productOrServiceCode')?.valueCodeableConcept),
    part(detail, 'quantity')?.valueQuantity,
    part(item, `${sd}itemPreAuthPeriod`)?.valuePeriod,
  ];
  return {
    sequence: Number(item.itemSequence),
    action: codeOf(part(review, `${sd}reviewActionCode`)?.valueCodeableConcept),
    number: String(part(review, 'number')?.valueString ?? ''),
    granted: JSON.stringify(granted),
  };
}

function words(resource: JsonObject | undefined): string {
  const notes = list(resource?.processNote).map(({ text }) => String(text));
  const issues = list(resource?.issue).map(({ details, diagnostics, expression }) =>
    JSON.stringify([isJsonObject(details) ? details.text : diagnostics, expression]),
  );
  return [...notes, ...issues].slice(0, 6).join(' | ');
}

/** Reads what an answer of `$submit` decided. */
export function readAnswer({ status, body }: Reply): Answer {
  const resources = list(body.entry).map(({ resource }) => resource);
  const response = resources
    .filter(isJsonObject)
    .find(({ resourceType }) => resourceType === 'ClaimResponse');
  const lines = list(response?.item).map(toldLine);
  const codes = list(response?.error).map(({ code }) => codeOf(code));
  const isRefused = status >= 400 && status < 500;
  const decided = response === undefined ? 'odd' : 'decided';
  const answered = codes.length > 0 ? 'error' : decided;
  const actions = lines.map(({ sequence, action }) => `${sequence}:${action || 'none'}`);
  return {
    status,
    outcome: isRefused ? 'refused' : answered,
    lines,
    codes,
    leavesCase: status === 200 && codes.length === 0,
    said: `${status} [${[...actions, ...codes].join(' ')}] ${words(response ?? body)}`,
  };
}
