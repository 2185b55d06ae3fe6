import { isJsonArray, isJsonObject, type Json } from '../../../../src/fhir/json/json.ts';
import { and, both, less, listed, type Recipe } from './recipes.ts';

const entry: Json = {
  fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239599',
  resource: { resourceType: 'Basic', id: 'other', code: { text: 'some text' } },
};

function eachEntry(change: (value: Json) => Json): (value: Json) => Json {
  return listed('entry', (items) => items.map(change));
}

/** A search set is what `search` needs; profiles that fix the type can't have one. */
const request = { method: 'GET', url: 'Patient/sample' };

/** Constraints on Bundles; the profiles' own come with the Bundle they are about. */
export const bundleRecipes: Readonly<Record<string, readonly Recipe[]>> = {
  'bdl-1': [{ bad: and({ total: 3 }) }],
  'bdl-2': [{ bad: eachEntry(and({ search: { mode: 'match' } })) }],
  'bdl-3': [{ bad: eachEntry(and({ request })) }],
  'bdl-4': [{ bad: eachEntry(and({ response: { status: '200' } })) }],
  'bdl-5': [{ bad: less('resource', 'request', 'response') }],
  'bdl-7': [{ bad: listed('entry', (items) => [...items, ...items]) }],
  'bdl-8': [
    {
      bad: both(
        less('resource'),
        both(historic, (value) => value),
      ),
    },
    { bad: historic },
  ],
  'bdl-9': [{ bad: both(and({ type: 'document' }), less('identifier')) }],
  'bdl-10': [{ bad: both(and({ type: 'document' }), less('timestamp')) }],
  'bdl-11': [{ bad: and({ type: 'document' }) }],
  'bdl-12': [{ bad: and({ type: 'message' }) }],
  ClaimFirst: [{ bad: listed('entry', (items) => [entry, ...items]) }],
  ClaimResponseFirst: [{ bad: listed('entry', (items) => [entry, ...items]) }],
};

function historic(value: Json): Json {
  if (!isJsonObject(value) || isJsonArray(value)) return value;
  const { resource } = value;
  const { resourceType, id } = isJsonObject(resource) ? resource : {};
  const name = `${String(resourceType ?? 'Patient')}/${String(id ?? 'a')}`;
  return { ...value, fullUrl: `http://example.org/fhir/${name}/_history/1` };
}
