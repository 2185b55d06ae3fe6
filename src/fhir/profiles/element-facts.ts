import { isJsonObject, type Json, JsonDecimal, type JsonObject } from '../json/json.ts';
import type {
  BindingFacts,
  ConstraintFacts,
  ElementFacts,
  SlicingFacts,
  TypedValue,
  TypeFacts,
} from '../validate/facts.ts';
import {
  extensionValue,
  flagOf,
  integerOf,
  objectOf,
  objectsOf,
  oneOf,
  said,
  someOf,
  textOf,
  textsOf,
} from './json-members.ts';

const EXTENSIONS = 'http://hl7.org/fhir/StructureDefinition';
const FHIR_TYPE = `${EXTENSIONS}/structuredefinition-fhir-type`;
const REGEX = `${EXTENSIONS}/regex`;
const MAX_VALUE_SET = `${EXTENSIONS}/elementdefinition-maxValueSet`;

const STRENGTHS = ['required', 'extensible', 'preferred', 'example'] as const;
const RULES = ['open', 'closed', 'openAtEnd'] as const;
const SEVERITIES = ['error', 'warning'] as const;

/**
 * One element of a differential as facts. What facts can't be made of (a type without code, a
 * binding without strength …) is told to `refuse`: a constraint is never lost silently.
 */
export function toElementFacts(
  element: JsonObject,
  refuse: (reason: string) => void,
): ElementFacts | undefined {
  const path = textOf(element, 'path');
  if (path === undefined) {
    refuse('an element has no path');
    return undefined;
  }
  const sliceName = textOf(element, 'sliceName');
  const id = textOf(element, 'id') ?? (sliceName === undefined ? path : `${path}:${sliceName}`);
  const refuseHere = (reason: string) => refuse(`${id}: ${reason}`);
  for (const name of ['min', 'maxLength'])
    if (element[name] !== undefined && integerOf(element, name) === undefined)
      refuseHere(`${name} is not a whole number`);
  return {
    id,
    path,
    ...said('sliceName', sliceName),
    ...said('sliceIsConstraining', flagOf(element, 'sliceIsConstraining')),
    ...said('min', integerOf(element, 'min')),
    ...said('max', textOf(element, 'max')),
    ...said('types', toTypes(element, refuseHere)),
    ...said('contentReference', textOf(element, 'contentReference')),
    ...said('mustSupport', flagOf(element, 'mustSupport')),
    ...said('isModifier', flagOf(element, 'isModifier')),
    ...said('fixed', toTypedValue(element, 'fixed', refuseHere)),
    ...said('pattern', toTypedValue(element, 'pattern', refuseHere)),
    ...said('minValue', toTypedValue(element, 'minValue', refuseHere)),
    ...said('maxValue', toTypedValue(element, 'maxValue', refuseHere)),
    ...said('maxLength', integerOf(element, 'maxLength')),
    ...said('binding', toBinding(element, refuseHere)),
    ...said('slicing', toSlicing(element, refuseHere)),
    ...said('constraints', toConstraints(element, refuseHere)),
  };
}

function toTypes(element: JsonObject, refuse: (reason: string) => void) {
  const types: TypeFacts[] = [];
  for (const type of objectsOf(element, 'type')) {
    const code = textOf(type, 'code');
    if (code === undefined) refuse('a type has no code');
    else types.push(toType(type, code));
  }
  return someOf(types);
}

function toType(type: JsonObject, code: string): TypeFacts {
  const fhirType =
    extensionValue(type, FHIR_TYPE, 'valueUrl') ?? extensionValue(type, FHIR_TYPE, 'valueUri');
  return {
    code,
    ...said('profiles', textsOf(type, 'profile')),
    ...said('targetProfiles', textsOf(type, 'targetProfile')),
    ...said('aggregation', textsOf(type, 'aggregation')),
    ...said('versioning', textOf(type, 'versioning')),
    ...said('fhirType', fhirType),
    ...said('regex', extensionValue(type, REGEX, 'valueString')),
  };
}

/**
 * `fixedUri: 'x'` as `{type: 'uri', value: 'x'}`. A choice suffix starts a primitive's name in
 * lower case and keeps the name of a complex type. Fact files are read with doubles: a number
 * that a double would change (1.00) can't be kept.
 */
function toTypedValue(
  element: JsonObject,
  prefix: string,
  refuse: (reason: string) => void,
): TypedValue | undefined {
  for (const [name, value] of Object.entries(element)) {
    const suffix = name.slice(prefix.length);
    if (!name.startsWith(prefix) || !/^[A-Z]/.test(suffix) || value === undefined) continue;
    if (hasInexactNumber(value)) refuse(`${name} holds a number that a double would change`);
    return { type: typeOfSuffix(suffix, value), value };
  }
  return undefined;
}

function hasInexactNumber(value: Json | undefined): boolean {
  if (value instanceof JsonDecimal) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInexactNumber);
}

function typeOfSuffix(suffix: string, value: Json): string {
  return isJsonObject(value) ? suffix : suffix.charAt(0).toLowerCase() + suffix.slice(1);
}

function toBinding(
  element: JsonObject,
  refuse: (reason: string) => void,
): BindingFacts | undefined {
  const binding = objectOf(element, 'binding');
  if (binding === undefined) return undefined;
  const strength = oneOf(STRENGTHS, textOf(binding, 'strength'));
  if (strength === undefined) {
    refuse('a binding has no known strength');
    return undefined;
  }
  const maxValueSet =
    extensionValue(binding, MAX_VALUE_SET, 'valueCanonical') ??
    extensionValue(binding, MAX_VALUE_SET, 'valueUri');
  return {
    strength,
    ...said('valueSet', textOf(binding, 'valueSet')),
    ...said('maxValueSet', maxValueSet),
  };
}

function toSlicing(
  element: JsonObject,
  refuse: (reason: string) => void,
): SlicingFacts | undefined {
  const slicing = objectOf(element, 'slicing');
  if (slicing === undefined) return undefined;
  const rules = oneOf(RULES, textOf(slicing, 'rules'));
  if (rules === undefined) {
    refuse('a slicing has no known rules');
    return undefined;
  }
  const discriminators = objectsOf(slicing, 'discriminator').map((discriminator) => ({
    type: textOf(discriminator, 'type') ?? '',
    path: textOf(discriminator, 'path') ?? '',
  }));
  if (discriminators.some(({ type, path }) => type === '' || path === ''))
    refuse('a discriminator has no type or no path');
  return { discriminators, rules, ...said('ordered', flagOf(slicing, 'ordered')) };
}

function toConstraints(element: JsonObject, refuse: (reason: string) => void) {
  const constraints: ConstraintFacts[] = [];
  for (const constraint of objectsOf(element, 'constraint')) {
    const key = textOf(constraint, 'key');
    const severity = oneOf(SEVERITIES, textOf(constraint, 'severity'));
    if (key === undefined || severity === undefined)
      refuse('a constraint has no key or no known severity');
    else
      constraints.push({ key, severity, ...said('expression', textOf(constraint, 'expression')) });
  }
  return someOf(constraints);
}
