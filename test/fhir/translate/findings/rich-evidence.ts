import { isJsonArray, isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';
import { richRequest } from '../intake/rich-request.ts';

const loinc = (code: string): JsonObject => ({
  coding: [{ system: 'http://loinc.org', code, display: 'Oxygen saturation' }],
  text: 'SpO2',
});
const said = (text: string): JsonObject => ({ coding: [{ display: text }], text });
const percent = (value: number): JsonObject => ({
  valueQuantity: { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
});
const narrative: JsonObject = {
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">at rest</div>' },
};
const note = [{ text: 'at rest' }];
const base = 'https://ehr.example.org/fhir';

/** A saturation with everything that may stand beside it, and all that it may hang on. */
function resources(subject: JsonObject): readonly JsonObject[] {
  const about = { subject, status: 'final', effectiveDateTime: '2026-11-23' };
  const at = (name: string): JsonObject => ({ reference: `${base}/${name}` });
  return [
    {
      ...{ resourceType: 'Observation', id: 'rich-saturation', ...about, ...narrative, note },
      ...{ code: loinc('59408-5'), category: [said('vital signs')], method: said('oximetry') },
      ...{ bodySite: said('finger'), interpretation: [said('low')], ...percent(86) },
      specimen: { ...at('Specimen/rich-sample'), display: 'blood' },
      device: { ...at('Device/rich-device'), display: 'oximeter' },
      encounter: { ...at('Encounter/rich-stay'), display: 'visit' },
      partOf: [at('Procedure/rich-procedure'), { display: 'oximetry' }],
      basedOn: [{ ...at('ServiceRequest/rich-order'), display: 'oximetry' }],
      derivedFrom: [{ ...at('Observation/rich-source'), display: 'oximetry' }],
      focus: [subject],
      referenceRange: [{ text: 'above 88 %' }],
      extension: [
        { url: `${base}/station`, valueString: '4 West' },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition',
          valueCodeableConcept: said('sitting'),
        },
      ],
      component: [
        { code: loinc('2708-6'), interpretation: [said('low')], ...percent(86) },
        { code: loinc('3151-8'), ...percent(0) },
      ],
    },
    {
      ...{ resourceType: 'Observation', id: 'rich-source', ...about, note },
      code: said('oximetry'),
    },
    {
      ...{ resourceType: 'Observation', id: 'rich-panel', ...about, ...narrative, note },
      ...{ code: said('vital signs'), hasMember: [at('Observation/rich-saturation')] },
    },
    {
      ...{ resourceType: 'DiagnosticReport', id: 'rich-report', ...about, ...narrative },
      ...{ code: said('oximetry'), result: [at('Observation/rich-saturation')] },
      ...{ conclusion: 'low at rest', conclusionCode: [said('low')] },
    },
    {
      ...{ resourceType: 'Procedure', id: 'rich-procedure', status: 'completed', subject, note },
      ...{ ...narrative, code: said('oximetry'), reasonCode: [said('low')] },
    },
    {
      ...{ resourceType: 'ServiceRequest', id: 'rich-order', status: 'active', intent: 'order' },
      ...{ subject, note, code: said('oximetry'), reasonCode: [said('low')] },
    },
    {
      ...{ resourceType: 'Specimen', id: 'rich-sample', status: 'available', subject, note },
      ...{ type: said('blood'), condition: [said('good')] },
      collection: {
        ...{ collectedDateTime: '2026-11-23', bodySite: said('arm'), method: said('puncture') },
      },
    },
    {
      ...{ resourceType: 'Device', id: 'rich-device', status: 'active', note },
      ...{ type: said('oximeter'), deviceName: [{ name: 'Onyx', type: 'model-name' }] },
    },
    {
      ...{ resourceType: 'Encounter', id: 'rich-stay', status: 'finished', subject },
      ...{ class: { code: 'AMB' }, type: [said('visit')], reasonCode: [said('low')] },
      ...{ serviceType: said('visit'), location: [{ location: { display: 'Room 4' } }] },
    },
  ];
}

/** The rich request with evidence in which each element that facts read is there. */
export function richEvidence(): JsonObject {
  const bundle: JsonObject = richRequest();
  const entries = isJsonArray(bundle.entry) ? bundle.entry.filter(isJsonObject) : [];
  const [claim] = entries.map(({ resource }) => (isJsonObject(resource) ? resource : {}));
  const reference = isJsonObject(claim?.patient) ? String(claim.patient.reference) : '';
  const own = entries.find(({ fullUrl }) => String(fullUrl).endsWith(reference));
  // Each object stands in one place: reads are noted by their places.
  const added: JsonObject[] = JSON.parse(
    JSON.stringify(resources({ reference: String(own?.fullUrl ?? reference) })),
  );
  const more = added.map((resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  return { ...bundle, entry: [...entries, ...more] };
}
