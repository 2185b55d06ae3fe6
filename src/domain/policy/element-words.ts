import type { LocalizedText } from '../code.ts';

/** What stands beside a value, by the element in which it stands. */
const remarks: Readonly<Record<string, LocalizedText>> = {
  note: { en: 'a note', es: 'una nota' },
  method: { en: 'a method', es: 'un método' },
  code: { en: 'words or codes beside its code', es: 'palabras o códigos junto a su código' },
  category: { en: 'a category', es: 'una categoría' },
  interpretation: { en: 'an interpretation', es: 'una interpretación' },
  bodySite: { en: 'a body site', es: 'una parte del cuerpo' },
  component: { en: 'another value beside it', es: 'otro valor a su lado' },
  text: { en: 'a narrative', es: 'un texto narrativo' },
  partOf: { en: 'a procedure that it is part of', es: 'un procedimiento del que forma parte' },
  report: { en: 'a report that is not final', es: 'un informe que no es final' },
  observation: { en: 'another result of the same time', es: 'otro resultado de la misma hora' },
  device: { en: 'a device', es: 'un dispositivo' },
  encounter: { en: 'a stay', es: 'una estancia' },
  basedOn: { en: 'an order behind it', es: 'una orden de la que parte' },
  derivedFrom: { en: 'a source', es: 'una fuente' },
  hasMember: { en: 'a panel that it belongs to', es: 'un panel al que pertenece' },
  result: { en: 'a report that it belongs to', es: 'un informe al que pertenece' },
  specimen: {
    en: 'a sample that is not here, was no good, is of another time or has words',
    es: 'una muestra que no está, no servía, es de otro momento o tiene palabras',
  },
  element: { en: 'an element that we do not read', es: 'un elemento que no leemos' },
  label: { en: 'a label', es: 'una etiqueta' },
  sibling: { en: 'another result that belongs to it', es: 'otro resultado que le pertenece' },
  member: { en: 'a member that is not here', es: 'un miembro que no está' },
  information: {
    en: 'words of the information that names it',
    es: 'palabras de la información que lo nombra',
  },
  birth: {
    en: 'a date before the birth of the patient',
    es: 'una fecha anterior al nacimiento del paciente',
  },
  diagnosisCodeableConcept: {
    en: 'words or codes beside its code',
    es: 'palabras o códigos junto a su código',
  },
  onset: { en: 'an age at its onset', es: 'una edad de inicio' },
  extension: { en: 'a circumstance', es: 'una circunstancia' },
};

const anyRemark: LocalizedText = { en: 'words beside it', es: 'palabras a su lado' };

/** What stands beside a value: `a note`. */
export function remarkText(at: string | undefined): LocalizedText {
  return (Object.hasOwn(remarks, at ?? '') ? remarks[at ?? ''] : undefined) ?? anyRemark;
}

/** The statuses that evidence has, in Spanish; in English they are words already. */
const statuses: Readonly<Record<string, string>> = {
  abated: 'superado',
  active: 'activo',
  confirmed: 'confirmado',
  differential: 'diferencial',
  inactive: 'inactivo',
  'in-progress': 'en curso',
  partial: 'parcial',
  preliminary: 'preliminar',
  provisional: 'provisional',
  recurrence: 'recurrente',
  refuted: 'descartado',
  registered: 'registrado',
  relapse: 'recaída',
  remission: 'en remisión',
  resolved: 'resuelto',
  stopped: 'interrumpido',
  unconfirmed: 'no confirmado',
  unknown: 'desconocido',
};

/** A status, or several of them, in Spanish; what is no status of ours stays as it is. */
export function statusText(status: string): string {
  const said = status.split(', ');
  return said
    .map((one) => (Object.hasOwn(statuses, one) ? (statuses[one] ?? one) : one))
    .join(', ');
}
