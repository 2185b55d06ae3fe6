import type { LocalizedText } from '../../../domain/code.ts';

/**
 * What an element is called in a letter. Shape: `Claim.item.revenue.coding` -> the revenue code of
 * a line; of an extension its own name where it is one that is read; never what the sender wrote.
 */
export function placeWords(element: string): LocalizedText {
  const own = element.includes('xtension(') ? ofExtension(element) : undefined;
  if (own !== undefined) return own;
  const [plain = ''] = element.split(/\.(?:modifierE|e)xtension\b/u, 1);
  const steps = plain.split('.');
  for (let length = steps.length; length > 0; length -= 1) {
    const known = ofElement(steps.slice(0, length).join('.'));
    if (known !== undefined) return known;
  }
  return { en: 'a record that was sent along', es: 'un registro adjunto' };
}

/** By the innermost extension that has words. */
function ofExtension(element: string): LocalizedText | undefined {
  for (let at = element.length; at > 0; ) {
    at = element.lastIndexOf(EXTENSION, at - 1);
    if (at < 0) break;
    const begin = at + EXTENSION.length;
    const known = extensions.get(element.slice(begin, element.indexOf(')', begin)));
    if (known !== undefined) return known;
  }
  return undefined;
}

/** Of `extension(NAME)` and of `modifierExtension(NAME)`. */
const EXTENSION = 'xtension(';

/** A choice goes by its name without its type: `servicedPeriod`. */
function ofElement(path: string): LocalizedText | undefined {
  return elements.get(path) ?? elements.get(withoutType(path));
}

function withoutType(path: string): string {
  const words = path.split(/(?<=[a-z])(?=[A-Z])/u);
  const lastOdd = words.findLastIndex((word) => !/^\w+$/u.test(word));
  return words.slice(0, Math.max(0, lastOdd) + 1).join('');
}

const elements: ReadonlyMap<string, LocalizedText> = new Map([
  ['Claim.item.productOrService', { en: 'the service of a line', es: 'el servicio de una línea' }],
  ['Claim.item.quantity', { en: 'the quantity of a line', es: 'la cantidad de una línea' }],
  ['Claim.item.unitPrice', { en: 'the price of a line', es: 'el precio de una línea' }],
  ['Claim.item.net', { en: 'the price of a line', es: 'el precio de una línea' }],
  ['Claim.item.modifier', { en: 'the modifiers of a line', es: 'los modificadores de una línea' }],
  [
    'Claim.item.revenue',
    { en: 'the revenue code of a line', es: 'el código de ingresos de una línea' },
  ],
  [
    'Claim.item.category',
    { en: 'the kind of service of a line', es: 'el tipo de servicio de una línea' },
  ],
  [
    'Claim.item.location',
    { en: 'the place of service of a line', es: 'el lugar del servicio de una línea' },
  ],
  ['Claim.item.serviced', { en: 'the dates of a line', es: 'las fechas de una línea' }],
  [
    'Claim.item.diagnosisSequence',
    { en: 'the diagnoses that a line names', es: 'los diagnósticos que nombra una línea' },
  ],
  [
    'Claim.item.careTeamSequence',
    { en: 'the care team that a line names', es: 'el equipo que nombra una línea' },
  ],
  [
    'Claim.item.informationSequence',
    { en: 'the information that a line names', es: 'la información que nombra una línea' },
  ],
  ['Claim.item.detail', { en: 'the details of a line', es: 'los detalles de una línea' }],
  [
    'Claim.item.bodySite',
    { en: 'the body site of a line', es: 'la parte del cuerpo de una línea' },
  ],
  ['Claim.item.encounter', { en: 'the stay of a line', es: 'la estancia de una línea' }],
  ['Claim.item', { en: 'a line', es: 'una línea' }],
  ['Claim.diagnosis', { en: 'a diagnosis', es: 'un diagnóstico' }],
  [
    'Claim.supportingInfo',
    { en: 'the information that was sent along', es: 'la información adjunta' },
  ],
  ['Claim.careTeam', { en: 'the care team', es: 'el equipo de atención' }],
  ['Claim.insurance', { en: 'the insurance', es: 'el seguro' }],
  ['Claim.billablePeriod', { en: 'the dates of the request', es: 'las fechas de la solicitud' }],
  ['Claim.created', { en: 'the date of the request', es: 'la fecha de la solicitud' }],
  ['Claim.priority', { en: 'the priority', es: 'la prioridad' }],
  ['Claim.accident', { en: 'the accident', es: 'el accidente' }],
  ['Claim.procedure', { en: 'a procedure', es: 'un procedimiento' }],
  ['Claim.prescription', { en: 'the prescription', es: 'la receta' }],
  ['Claim.referral', { en: 'the referral', es: 'la derivación' }],
  ['Claim.provider', { en: 'who asks', es: 'quien solicita' }],
  ['Claim.patient', { en: 'the patient', es: 'el paciente' }],
  ['Claim', { en: 'the request', es: 'la solicitud' }],
  ['Patient', { en: 'the patient', es: 'el paciente' }],
  ['Coverage', { en: 'the coverage', es: 'la cobertura' }],
  ['Organization', { en: 'an organization', es: 'una organización' }],
  ['Practitioner', { en: 'a practitioner', es: 'un profesional' }],
  ['PractitionerRole', { en: 'a practitioner', es: 'un profesional' }],
  ['DeviceRequest', { en: 'the order', es: 'la orden' }],
  ['ServiceRequest', { en: 'the order', es: 'la orden' }],
  ['MedicationRequest', { en: 'the order', es: 'la orden' }],
  ['NutritionOrder', { en: 'the order', es: 'la orden' }],
  ['Medication', { en: 'the medication', es: 'el medicamento' }],
  ['Encounter', { en: 'the stay', es: 'la estancia' }],
  ['Observation.value', { en: 'the value of a result', es: 'el valor de un resultado' }],
  ['Observation.code', { en: 'the code of a result', es: 'el código de un resultado' }],
  ['Observation.effective', { en: 'the time of a result', es: 'la fecha de un resultado' }],
  ['Observation.status', { en: 'the status of a result', es: 'el estado de un resultado' }],
  ['Observation', { en: 'a result', es: 'un resultado' }],
  ['DiagnosticReport', { en: 'a report', es: 'un informe' }],
  ['Condition', { en: 'a diagnosis', es: 'un diagnóstico' }],
  ['Procedure', { en: 'a procedure', es: 'un procedimiento' }],
  ['DocumentReference', { en: 'a document', es: 'un documento' }],
  ['QuestionnaireResponse', { en: 'a questionnaire', es: 'un cuestionario' }],
  ['Specimen', { en: 'a sample', es: 'una muestra' }],
  ['Bundle', { en: 'the transmission', es: 'la transmisión' }],
]);

/** By the last part of their URLs. */
const extensions: ReadonlyMap<string, LocalizedText> = new Map([
  ['certificationType', { en: 'the certification type', es: 'el tipo de certificación' }],
  [
    'serviceItemRequestType',
    { en: 'the request type of a line', es: 'el tipo de solicitud de una línea' },
  ],
  ['levelOfServiceCode', { en: 'the level of service', es: 'el nivel de servicio' }],
  ['requestedService', { en: 'the order behind a line', es: 'la orden de una línea' }],
  [
    'productOrServiceCodeEnd',
    { en: 'the end of a range of codes', es: 'el fin de un rango de códigos' },
  ],
  ['infoChanged', { en: 'the mark of a change', es: 'la marca de un cambio' }],
  ['diagnosisRecordedDate', { en: 'the date of a diagnosis', es: 'la fecha de un diagnóstico' }],
  ['itemTraceNumber', { en: 'the number of a line', es: 'el número de una línea' }],
  ['authorizationNumber', { en: 'an authorization number', es: 'un número de autorización' }],
  [
    'administrationReferenceNumber',
    { en: 'an administrative reference number', es: 'un número de referencia administrativo' },
  ],
  [
    'nursingHomeResidentialStatus',
    { en: 'the nursing home residential status', es: 'la situación en la residencia' },
  ],
  [
    'nursingHomeLevelOfCare',
    { en: 'the nursing home level of care', es: 'el nivel de cuidados en la residencia' },
  ],
  ['conditionCode', { en: 'a condition of the request', es: 'una condición de la solicitud' }],
  ['homeHealthCareInformation', { en: 'the home health care', es: 'la atención médica en casa' }],
  ['careTeamClaimScope', { en: 'the care team', es: 'el equipo de atención' }],
  ['documentInformation', { en: 'a document', es: 'un documento' }],
  ['revenueUnitRateLimit', { en: 'the price of a line', es: 'el precio de una línea' }],
  ['Claim.encounter', { en: 'the stay', es: 'la estancia' }],
]);
