import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { NUMBER } from './bodies.ts';

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

/** The request with so many lines, each like the first but for its number. */
export function withLines(request: string, count: number): string {
  const [first = ''] = listIn(request, 'Claim', 'item');
  const lines = Array.from({ length: count }, (_, at) =>
    first.replace('"sequence":1', `"sequence":${at + 1}`).replace('"1122334"', `"L${at}"`),
  );
  return withMember(request, { type: 'Claim', member: 'item', json: `[${lines.join(',')}]` });
}

/** The request whose lines ask for a service each, in one of so many spellings of a day. */
export function withServices(request: string, count: number): string {
  const [first = ''] = listIn(request, 'Claim', 'item');
  const lines = Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(2026, 11, 1 + (at % 300))).toISOString().slice(0, 10);
    const line = first.replace('"sequence":1', `"sequence":${at + 1},"servicedDate":"${day}"`);
    return line.replace('"1122334"', `"S${at}"`);
  });
  return withMember(request, { type: 'Claim', member: 'item', json: `[${lines.join(',')}]` });
}

/** The request with this base64 text as its attachment. */
export function withAttachment(request: string, base64: string): string {
  const content = `[{"attachment":{"contentType":"text/plain","data":"${base64}"}}]`;
  return withMember(request, { type: 'DocumentReference', member: 'content', json: content });
}

function listIn(request: string, type: string, member: string): readonly string[] {
  const found: string[] = [];
  changeResource(request, type, (resource) => {
    const list = resource[member];
    if (isJsonArray(list)) found.push(...list.map((item) => JSON.stringify(item)));
    return resource;
  });
  return found;
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
