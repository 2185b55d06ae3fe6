import { type Row, read, type Section, unused } from './row.ts';

/** The rows that all orders have; `line` is the one behind which the order stands. */
function order(type: string, line: number, person = 'subject'): Record<string, Row> {
  const answer = 'extension(coverage-information).extension(coverage-assertion-id).valueString';
  return {
    [`${type}.intent`]: read(`lines[${line}].requestedOrder.intent`, 'intent', 'plan'),
    [`${type}.${person}`]: read(`lines[${line}].requestedOrder.isOfPatient`, person),
    [`${type}.extension:coverage`]: read(
      `lines[${line}].requestedOrder.coverageAssertions`,
      answer,
      'OTHER',
    ),
  };
}

const serviceRequest: Section = {
  profiles: ['profile-servicerequest'],
  resource: 'ServiceRequest/visits',
  rows: {
    ...order('ServiceRequest', 0),
    'ServiceRequest.extension:serviceCodeEnd': read(
      'lines[0].requestedOrder.codesEnd',
      'extension(productOrServiceCodeEnd).valueCodeableConcept.coding.0.code',
      'G0301',
    ),
    'ServiceRequest.code': read('lines[0].requestedOrder.codes', 'code.coding.0.code', 'G0151'),
    'ServiceRequest.quantity[x]': read(
      'lines[0].requestedOrder.quantity',
      'quantityQuantity.value',
      10,
    ),
    'ServiceRequest.occurrence[x]': read('lines[0].requestedOrder.schedule', 'occurrenceTiming'),
  },
};

const deviceRequest: Section = {
  profiles: ['profile-devicerequest'],
  resource: 'DeviceRequest/oxygen',
  rows: {
    ...order('DeviceRequest', 1),
    'DeviceRequest.code[x]': read(
      'lines[1].requestedOrder.codes',
      'codeCodeableConcept.coding.0.code',
      'E0431',
    ),
    'DeviceRequest.occurrence[x]': read(
      'lines[1].requestedOrder.schedule',
      'occurrenceTiming.repeat.frequency',
      2,
    ),
  },
};

const nutritionOrder: Section = {
  profiles: ['profile-nutritionorder'],
  resource: 'NutritionOrder/formula',
  rows: {
    ...order('NutritionOrder', 2, 'patient'),
    'NutritionOrder.oralDiet': read('lines[2].requestedOrder.codes', 'oralDiet'),
    'NutritionOrder.oralDiet.type': read(
      'lines[2].requestedOrder.codes',
      'oralDiet.type.0.coding.0.code',
      'B4102',
    ),
    'NutritionOrder.enteralFormula': read('lines[2].requestedOrder.codes', 'enteralFormula'),
    'NutritionOrder.enteralFormula.baseFormulaType': read(
      'lines[2].requestedOrder.codes',
      'enteralFormula.baseFormulaType.coding.0.code',
      'B4152',
    ),
  },
};

const categories = 'lines[3].requestedOrder.texts, lines[3].requestedOrder.categories';

const medicationRequest: Section = {
  profiles: ['profile-medicationrequest'],
  resource: 'MedicationRequest/dose',
  rows: {
    ...order('MedicationRequest', 3),
    'MedicationRequest.category': read(categories, 'category.0.text', 'x'),
    'MedicationRequest.category:us-core': read(categories, 'category.0.text', 'y'),
    'MedicationRequest.requester': read('lines[3].requestedOrder.orderer', 'requester'),
    ...unused('the request says for which stay', ['MedicationRequest.encounter']),
    'MedicationRequest.reported[x]': read('concerns', 'reportedBoolean', true),
    'MedicationRequest.dosageInstruction.text': read(
      'lines[3].requestedOrder.texts',
      'dosageInstruction.0.text',
      'As told',
    ),
    'MedicationRequest.status': read('lines[3].requestedOrder.status', 'status', 'stopped'),
    'MedicationRequest.medication[x]': read(
      'lines[3].requestedOrder.codes',
      'medicationCodeableConcept.coding.0.code',
      '0641-0367-26',
    ),
    'MedicationRequest.authoredOn': read(
      'lines[3].requestedOrder.authoredOn',
      'authoredOn',
      '2026-11-25',
    ),
    'MedicationRequest.dosageInstruction': read(
      ['dose', 'schedule', 'texts'].map((name) => `lines[3].requestedOrder.${name}`).join(', '),
      'dosageInstruction',
    ),
    'MedicationRequest.dosageInstruction.timing': read(
      'lines[3].requestedOrder.schedule',
      'dosageInstruction.0.timing.repeat.frequency',
      2,
    ),
    'MedicationRequest.dosageInstruction.doseAndRate': read(
      'lines[3].requestedOrder.dose',
      'dosageInstruction.0.doseAndRate',
    ),
    'MedicationRequest.dosageInstruction.doseAndRate.dose[x]': read(
      'lines[3].requestedOrder.dose',
      'dosageInstruction.0.doseAndRate.0.doseQuantity.value',
      8,
    ),
    'MedicationRequest.dispenseRequest': read(
      'lines[3].requestedOrder.quantity, lines[3].requestedOrder.repeats',
      'dispenseRequest',
    ),
    'MedicationRequest.dispenseRequest.numberOfRepeatsAllowed': read(
      'lines[3].requestedOrder.repeats',
      'dispenseRequest.numberOfRepeatsAllowed',
      5,
    ),
    'MedicationRequest.dispenseRequest.quantity': read(
      'lines[3].requestedOrder.quantity',
      'dispenseRequest.quantity.value',
      60,
    ),
  },
};

/** An element of a timing, shown on the order of visits. */
function ofTiming(field: string, place: string, value: number | string): Row {
  return read(`lines[0].requestedOrder.schedule.${field}`, place, value);
}

const timing: Section = {
  profiles: ['profile-datatype-timing'],
  resource: 'ServiceRequest/visits',
  within: 'occurrenceTiming',
  rows: {
    'Timing.extension:calendarPattern': ofTiming(
      'calendarPattern',
      'extension(calendarpattern).valueCodeableConcept.coding.0.code',
      '1',
    ),
    'Timing.extension:deliveryPattern': ofTiming(
      'deliveryPattern',
      'extension(deliverypattern).valueCodeableConcept.coding.0.code',
      'A',
    ),
    'Timing.repeat': read('lines[0].requestedOrder.schedule', 'repeat'),
    'Timing.repeat.bounds[x]': ofTiming('bound.amount', 'repeat.boundsDuration.value', 4),
    'Timing.repeat.count': ofTiming('count', 'repeat.count', 8),
    'Timing.repeat.countMax': ofTiming('countMax', 'repeat.countMax', 13),
    'Timing.repeat.frequency': ofTiming('frequency', 'repeat.frequency', 2),
    'Timing.repeat.frequencyMax': ofTiming('frequencyMax', 'repeat.frequencyMax', 5),
    'Timing.repeat.period': ofTiming('period', 'repeat.period', 1.5),
    'Timing.repeat.periodMax': ofTiming('periodMax', 'repeat.periodMax', 3),
    'Timing.repeat.periodUnit': ofTiming('periodUnit', 'repeat.periodUnit', 'mo'),
  },
};

/** What was ordered. */
export const orderSections: readonly Section[] = [
  serviceRequest,
  deviceRequest,
  nutritionOrder,
  medicationRequest,
  timing,
];
