import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { listOf, NUMBER } from './bodies.ts';

/** Stands where a text is put in that is too large to be built as a value. */
const HERE = '"@here@"';

/** A valid request of the hostile client, of which each copy is another one. */
export function requestText(bundle: string): string {
  return JSON.stringify(JSON.parse(bundle))
    .replace('"A12345"', `"T${NUMBER}"`)
    .replace('"1122445"', `"N${NUMBER}"`);
}

/** The request with a member of one of its resources set to a JSON text. */
export function withMember(
  request: string,
  { type, member, json }: { readonly type: string; readonly member: string; readonly json: string },
): string {
  const changed = changeResource(request, type, (resource) => ({
    ...resource,
    [member]: '@here@',
  }));
  const at = changed.indexOf(HERE);
  return `${changed.slice(0, at)}${json}${changed.slice(at + HERE.length)}`;
}

/** What a line needs of its extensions: kinds of request and certification, a trace number. */
const NEEDED = 3;

/** The request with so many lines, each like the first but for its number. */
export function withLines(request: string, count: number): string {
  const line = firstLine(request).replace('"sequence":1', '"sequence":@at@');
  return withItems(request, count, (at) => numbered(line, at));
}

/** The request with so many lines of the fewest bytes, spread over 300 days. */
export function withServices(request: string, count: number): string {
  const { extension, ...item } = JSON.parse(firstLine(request));
  const slim = { ...item, extension: extension.slice(0, NEEDED) };
  const line = JSON.stringify(slim).replace(
    '"sequence":1',
    '"sequence":@at@,"servicedDate":"@on@"',
  );
  return withItems(request, count, (at) => {
    const day = new Date(Date.UTC(2026, 11, 1 + (at % 300))).toISOString().slice(0, 10);
    return numbered(line, at).replace('@on@', day);
  });
}

function numbered(line: string, at: number): string {
  return line.replace('@at@', String(at + 1)).replace('"1122334"', `"L${at}"`);
}

function withItems(request: string, count: number, item: (at: number) => string): string {
  return withMember(request, { type: 'Claim', member: 'item', json: listOf(count, item) });
}

function firstLine(request: string): string {
  let line = '';
  changeResource(request, 'Claim', (claim) => {
    if (isJsonArray(claim.item)) line = JSON.stringify(claim.item[0]);
    return claim;
  });
  return line;
}

/** The request with this base64 text as its attachment. */
export function withAttachment(request: string, base64: string): string {
  const content = `[{"attachment":{"contentType":"text/plain","data":"${base64}"}}]`;
  return withMember(request, { type: 'DocumentReference', member: 'content', json: content });
}

function changeResource(
  request: string,
  type: string,
  change: (resource: JsonObject) => JsonObject,
): string {
  const bundle: unknown = JSON.parse(request);
  if (!isJsonObject(bundle) || !isJsonArray(bundle.entry)) throw new Error('no Bundle');
  const entry = bundle.entry.map((one) => {
    if (!isJsonObject(one) || !isJsonObject(one.resource)) return one;
    return one.resource.resourceType === type ? { ...one, resource: change(one.resource) } : one;
  });
  return JSON.stringify({ ...bundle, entry });
}
