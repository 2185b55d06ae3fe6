import { expect, test } from 'vitest';
import { createValidator } from '../../../src/fhir/validate/validator.ts';
import { judgeResource, openFacts } from './judge-bytes.ts';

const validator = createValidator(openFacts());

/** Names near the ones of resource types: none may reach a definition. */
const names = [
  ...['Patient|1', 'Patient|4.0.1', 'Patient#x', 'patient', 'bmi', 'vitalsigns', 'Resource'],
  ...['DomainResource', 'Identifier', 'string', 'constructor', 'toString', '', ' Patient'],
  ...['../Patient', 'Patient/1', 'http://hl7.org/fhir/StructureDefinition/Patient'],
];

test.each(names)('%j is no resource type', (resourceType) => {
  const { issues } = judgeResource(validator, { resourceType });
  expect(issues?.map(({ rule, severity }) => [severity, rule])).toEqual([
    ['error', 'Resource/type'],
  ]);
});
