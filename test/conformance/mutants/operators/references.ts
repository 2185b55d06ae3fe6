import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isText, isTreeObject, type Tree, type TreeObject } from '../tree.ts';

const isReference = (place: Place): boolean =>
  isTreeObject(place.value) && isText(place.value.reference);
const absent: readonly string[] = [
  'Patient/none',
  'http://example.org/fhir/Patient/none',
  'urn:uuid:3f1b7a53-1c1e-4ab7-8f9e-6a8c6a4b0001',
  '#none',
  'Organization/none',
  'http://other.example.com/Organization/1',
  'Claim/none',
  'Coverage/none',
];
const odd: readonly string[] = [
  '',
  ' ',
  '#',
  'none',
  'patient/1',
  'Nothing/1',
  'Patient/a b',
  'Patient/',
  'Patient/1/2',
  '?name=x',
  'urn:uuid:1',
  'urn:oid:x',
  'Patient?identifier=1',
  '/Patient/1',
  'http://',
  'Patient/1#x',
];

/** Operators on references. */
export const referenceOperators = [
  onPlaces('reference-other-target', isReference, (place, random) => {
    const target = random.pick(targetsOf(place.root));
    if (target === undefined || target === asObject(place).reference) return undefined;
    asObject(place).reference = target;
    return `reference to ${target}`;
  }),
  onPlaces('reference-absent-target', isReference, (place, random) => {
    const type = String(asObject(place).reference).split('/').at(-2) ?? 'Patient';
    const base =
      random.pick(['', 'http://example.org/fhir/', 'http://other.example.com/fhir/']) ?? '';
    const target = random.next() < 0.6 ? `${base}${type}/none` : (random.pick(absent) ?? '');
    asObject(place).reference = target;
    return `reference to ${target}`;
  }),
  onPlaces('reference-odd', isReference, (place, random) => {
    const target = random.pick(odd) ?? '';
    asObject(place).reference = target;
    return `reference "${target}"`;
  }),
  onPlaces('reference-other-form', isReference, (place, random) => {
    const before = String(asObject(place).reference);
    const relative = before.split('/').slice(-2).join('/');
    const target =
      random.pick([`http://example.org/fhir/${relative}`, relative, `${before}/_history/1`]) ?? '';
    if (target === before) return undefined;
    asObject(place).reference = target;
    return `reference as ${target}`;
  }),
  onPlaces('reference-logical', isReference, (place, random) => {
    const identifier = { system: 'http://example.org/identifiers', value: '1' };
    const logical: readonly TreeObject[] = [
      { identifier },
      { display: 'somebody' },
      { type: 'Patient', identifier },
      { type: 'Patient' },
    ];
    put(place, { ...random.pick(logical) });
    return 'reference without target';
  }),
  onPlaces('reference-type', isReference, (place, random) => {
    const actual = String(asObject(place).reference).split('/').at(-2) ?? '';
    const type =
      random.pick([
        actual,
        actual,
        'Patient',
        'Claim',
        'Nothing',
        'http://hl7.org/fhir/StructureDefinition/Claim',
      ]) ?? '';
    asObject(place).type = type;
    return `reference type ${type}`;
  }),
  onPlaces('reference-extras', isReference, (place) => {
    const identifier = { system: 'http://example.org/identifiers', value: '1' };
    Object.assign(asObject(place), { display: 'somebody', identifier });
    return 'display and identifier added';
  }),
];

function asObject(place: Place): TreeObject {
  return isTreeObject(place.value) ? place.value : {};
}

/** References to each resource of a Bundle, and to some that others of the examples have. */
function targetsOf(root: TreeObject): string[] {
  const entries: Tree[] = Array.isArray(root.entry) ? root.entry : [];
  const own = entries.flatMap((entry) => {
    const resource = isTreeObject(entry) ? entry.resource : undefined;
    return isTreeObject(resource) ? [`${resource.resourceType}/${resource.id}`] : [];
  });
  return own.length > 0
    ? own
    : ['Patient/SubscriberExample', 'Organization/UMOExample', 'Claim/1', 'Basic/1'];
}
