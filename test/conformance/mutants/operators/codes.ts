import { onPlaces } from '../operator.ts';
import { type Place, put } from '../place.ts';
import { isText, isTreeObject, type TreeObject, thaw } from '../tree.ts';
import { codesByPath, systemCodes } from './codes-by-path.ts';

const isCoding = (place: Place): boolean =>
  isTreeObject(place.value) &&
  isText(place.value.code) &&
  isText(place.value.system) &&
  !('unit' in place.value) &&
  !('value' in place.value);
const isConcept = (place: Place): boolean =>
  isTreeObject(place.value) && Array.isArray(place.value.coding);
const systems = [
  'http://example.org/unknown-codes',
  'http://snomed.info/sct',
  'http://loinc.org',
  'urn:oid:1.2.3.4',
  'https://codesystem.x12.org/005010/1365',
  'https://codesystem.x12.org/005010/9999',
  'claim-type',
  'http://terminology.hl7.org/CodeSystem/claim-type',
  'http://hl7.org/fhir/sid/icd-10-cm',
  'http://hl7.org/fhir/us/davinci-pas/CodeSystem/PASTempCodes',
  'http://www.ama-assn.org/go/cpt',
  'http://terminology.hl7.org/CodeSystem/claim-type|4.0.1',
  'http://hl7.org/fhir/ValueSet/claim-type',
];

/** Operators on codes, codings and concepts. */
export const codeOperators = [
  onPlaces(
    'code-out-of-set',
    (place) => place.path in codesByPath,
    (place, random) => {
      const code = random.pick([
        'no-such-code',
        'Active',
        'x y',
        ' active',
        'active ',
        'active|1',
        'unknown',
      ]);
      put(place, code);
      return `code ${code}`;
    },
  ),
  onPlaces(
    'code-in-set',
    (place) => place.path in codesByPath,
    (place, random) => {
      const code = random.pick(codesByPath[place.path] ?? []);
      if (code === undefined || code === place.value) return undefined;
      put(place, code);
      return `code ${code}`;
    },
  ),
  onPlaces('coding-other-code', isCoding, (place, random) => {
    const coding = asObject(place);
    const known = isText(coding.system) ? systemCodes[coding.system] : undefined;
    const code = random.pick(known ?? ['1', '2', 'A1', 'A4', '99', 'HT', 'PE']) ?? '1';
    if (code === coding.code) return undefined;
    coding.code = code;
    delete coding.display;
    return `code ${code} of the same system`;
  }),
  onPlaces('coding-unknown-code', isCoding, (place) => {
    asObject(place).code = 'no-such-code';
    return 'code that the system does not have';
  }),
  onPlaces('coding-other-system', isCoding, (place, random) => {
    const system = random.pick(systems);
    if (system === undefined || system === asObject(place).system) return undefined;
    asObject(place).system = system;
    return `system ${system}`;
  }),
  onPlaces('coding-part-removed', isCoding, (place, random) => {
    const part = random.pick(['system', 'code']) ?? 'code';
    delete asObject(place)[part];
    return `coding without ${part}`;
  }),
  onPlaces('coding-display', isCoding, (place, random) => {
    const display = random.pick(['A name of my own', '', 'Normal', 'Professional', ' x ']) ?? '';
    asObject(place).display = display;
    return `display "${display}"`;
  }),
  onPlaces('coding-added', isConcept, (place, random) => {
    const { coding } = asObject(place);
    if (!Array.isArray(coding)) return undefined;
    const added = { system: 'http://example.org/own-codes', code: 'mine', display: 'Mine' };
    if (random.next() < 0.5) coding.push(added);
    else coding.unshift(added);
    return 'coding of an own system added';
  }),
  onPlaces('coding-repeated', isConcept, (place) => {
    const { coding } = asObject(place);
    if (!Array.isArray(coding)) return undefined;
    coding.push(thaw(coding[0]));
    return 'same coding twice';
  }),
  onPlaces('concept-text', isConcept, (place, random) => {
    const concept = asObject(place);
    concept.text = 'In words';
    if (random.next() < 0.5) return 'text added';
    delete concept.coding;
    return 'text in place of the coding';
  }),
  onPlaces('coding-extras', isCoding, (place, random) => {
    Object.assign(
      asObject(place),
      random.pick([{ userSelected: true }, { version: '1.0' }, { id: 'c1' }]),
    );
    return 'coding with version, id or userSelected';
  }),
];

function asObject(place: Place): TreeObject {
  return isTreeObject(place.value) ? place.value : {};
}
