import { onPlaces, onResources } from '../operator.ts';
import { type Place, placesOf, put } from '../place.ts';
import { isText, isTreeObject, type Tree, type TreeObject, thaw } from '../tree.ts';
import { sampleValue, valueTypes } from './samples.ts';

const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-';
const core = 'http://hl7.org/fhir/StructureDefinition/';
const isExtension = (place: Place): boolean =>
  typeof place.key === 'number' && /xtension$/.test(place.path) && isTreeObject(place.value);
const isNamed = (place: Place): boolean => isExtension(place) && /^http/.test(String(urlOf(place)));
const unknown: readonly TreeObject[] = [
  { url: 'http://example.org/StructureDefinition/own', valueString: 'own' },
  {
    url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-none',
    valueString: 'own',
  },
  { url: `${core}no-such-extension`, valueBoolean: true },
  { url: 'own', valueString: 'own' },
  { url: 'urn:oid:1.2.3.4', valueCode: 'own' },
];
/** Extensions of R4 and PAS with the types whose elements they extend (`*`: any). */
const known: readonly (readonly [string, TreeObject])[] = [
  ['Patient', { url: `${core}patient-birthPlace`, valueAddress: { city: 'Boston' } }],
  ['Patient', { url: `${core}patient-religion`, valueCodeableConcept: { text: 'none' } }],
  ['Organization', { url: `${core}organization-preferredContact`, valueBoolean: true }],
  ['Claim', { url: `${core}workflow-relatedArtifact`, valueString: 'wrong type' }],
  ['*', { url: `${core}data-absent-reason`, valueCode: 'unknown' }],
  ['*', { url: `${core}originalText`, valueString: 'as written' }],
  ['*', { url: `${core}ordinalValue`, valueDecimal: 1 }],
  [
    '*',
    {
      url: `${core}translation`,
      extension: [
        { url: 'lang', valueCode: 'es' },
        { url: 'content', valueString: 'x' },
      ],
    },
  ],
  ['*', { url: `${pas}levelOfServiceCode`, valueCodeableConcept: { text: 'Urgent' } }],
  ['*', { url: `${pas}epsdtIndicator`, valueBoolean: true }],
  ['*', { url: `${pas}serviceLineNumber`, valuePositiveInt: 1 }],
  ['*', { url: `${core}timezone`, valueCode: 'America/New_York' }],
  ['*', { url: `${core}iso21090-nullFlavor`, valueCode: 'UNK' }],
  ['*', { url: `${core}rendered-value`, valueString: '*****' }],
];

/** Operators on extensions. */
export const extensionOperators = [
  onPlaces('extension-url-changed', isExtension, (place, random) => {
    const url = String(urlOf(place));
    const other = random.pick([
      `${url}x`,
      `${url}|2.2.1`,
      url.toUpperCase(),
      `${url} `,
      'http://example.org/x',
      'x',
      '',
    ]);
    if (isTreeObject(place.value)) place.value.url = other ?? '';
    return `extension url ${other}`;
  }),
  onPlaces('extension-url-removed', isExtension, (place) => {
    if (isTreeObject(place.value)) delete place.value.url;
    return 'extension without url';
  }),
  onPlaces('extension-value-type', isExtension, (place, random) => {
    const before = valueName(place.value);
    const suffix = random.pick(valueTypes) ?? 'String';
    if (!isTreeObject(place.value) || before === undefined || before === `value${suffix}`)
      return undefined;
    delete place.value[before];
    place.value[`value${suffix}`] = sampleValue(suffix);
    return `${before} replaced by value${suffix}`;
  }),
  onPlaces('extension-value-removed', isExtension, (place) => {
    const before = valueName(place.value) ?? 'extension';
    if (isTreeObject(place.value)) delete place.value[before];
    return `extension without ${before}`;
  }),
  onPlaces('extension-value-and-extension', isExtension, (place) => {
    if (!isTreeObject(place.value)) return undefined;
    if (valueName(place.value) === undefined) place.value.valueString = 'own';
    else place.value.extension = [thaw(unknown[0])];
    return 'extension with value and extensions';
  }),
  onPlaces('extension-twice', isExtension, (place) => {
    if (!Array.isArray(place.container)) return undefined;
    place.container.push(thaw(place.value));
    return 'extension twice';
  }),
  onPlaces('extension-removed', isExtension, (place) => {
    put(place, undefined);
    if (Array.isArray(place.container) && place.container.length === 0) return undefined;
    return 'extension removed';
  }),
  onPlaces('extension-misplaced', isNamed, (place, random) => {
    const to = random.pick(placesOf(place.root).filter((other) => isHost(other, place)));
    if (to === undefined || !isTreeObject(to.value)) return undefined;
    put(place, undefined);
    addExtension(to.value, 'extension', place.value);
    if (Array.isArray(place.container) && place.container.length === 0) return undefined;
    return `extension moved to ${to.expression}`;
  }),
  onPlaces(
    'extension-unknown-added',
    (place) => isTreeObject(place.value),
    (place, random) => {
      if (!isTreeObject(place.value)) return undefined;
      const added = random.pick(unknown);
      addExtension(place.value, 'extension', thaw(added));
      return `unknown extension ${added?.url} added`;
    },
  ),
  onPlaces(
    'extension-known-added',
    (place) => isTreeObject(place.value),
    (place, random) => {
      const fitting = known.filter(([type]) => type === '*' || type === place.path);
      const [, added] = random.pick(fitting) ?? [];
      if (!isTreeObject(place.value) || added === undefined) return undefined;
      addExtension(place.value, 'extension', thaw(added));
      return `extension ${added.url} added`;
    },
  ),
  onResources('extension-in-context', ['Claim', 'Patient', 'Organization'], (resource, random) => {
    const fitting = known.filter(([type]) => type === resource.resourceType);
    const [, added] = random.pick(fitting) ?? [];
    if (added === undefined) return undefined;
    addExtension(resource, 'extension', thaw(added));
    return `extension ${added.url} added`;
  }),
  onPlaces(
    'modifier-extension-added',
    (place) => isTreeObject(place.value),
    (place, random) => {
      if (!isTreeObject(place.value)) return undefined;
      const [, fitting] = random.pick(known) ?? [];
      const added = random.next() < 0.5 ? random.pick(unknown) : fitting;
      addExtension(place.value, 'modifierExtension', thaw(added));
      return `modifierExtension ${added?.url} added`;
    },
  ),
  onPlaces(
    'extension-as-modifier',
    (place) => place.key === 'extension',
    (place) => {
      if (Array.isArray(place.container)) return undefined;
      put(place, undefined);
      place.container.modifierExtension = place.value;
      return 'extension renamed to modifierExtension';
    },
  ),
];

function urlOf(place: Place): Tree | undefined {
  return isTreeObject(place.value) ? place.value.url : undefined;
}

function valueName(value: Tree): string | undefined {
  return isTreeObject(value)
    ? Object.keys(value).find((name) => name.startsWith('value'))
    : undefined;
}

function isHost(other: Place, place: Place): boolean {
  const apart = isTreeObject(other.value) && other.value !== place.value;
  return apart && !other.expression.startsWith(place.expression) && !isText(other.value);
}

function addExtension(host: TreeObject, name: string, added: Tree): void {
  const before = host[name];
  host[name] = Array.isArray(before) ? [...before, added] : [added];
}
