import type { Identifier } from '../../../domain/code.ts';
import { identifierKey, idKey } from '../../../ports/record-keys.ts';
import { ok, present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { typedIdentifiersOf } from '../read/codes.ts';
import { currentName } from '../read/current-name.ts';
import { civilDate } from '../read/dates.ts';
import { objects, text, texts, truth } from '../read/element.ts';
import { daysOf } from '../read/inexact-dates.ts';
import { postalCodeOf } from '../read/postal-code.ts';
import { faulty, type RecordReading } from './record-reading.ts';

/**
 * A Patient as a member: identifiers of type MB are member ids, else all that have no type. Birth
 * dates of a month or a year confirm nobody, and are left out.
 */
export function memberRecord(resource: JsonObject): RecordReading {
  const id = text(resource.id);
  const name = currentName(resource);
  const family = text(name?.family);
  const memberIds = memberIdsOf(resource);
  const { birthDate, deceasedDateTime } = resource;
  if (id === undefined) return faulty('Patient has no id');
  if (family === undefined) return faulty('Patient has no family name');
  if (memberIds.length === 0) {
    return faulty('Patient has no member id (an identifier of type MB with system and value)');
  }
  if (birthDate !== undefined && daysOf(birthDate) === undefined) {
    return faulty('Patient.birthDate is no date');
  }
  if (deceasedDateTime !== undefined && daysOf(deceasedDateTime) === undefined) {
    return faulty('Patient.deceasedDateTime is no date');
  }
  return ok({
    schemaVersion: 1,
    kind: 'member',
    id,
    keys: [idKey(id), ...memberIds.map(identifierKey)],
    body: present({
      key: id,
      memberIds,
      family,
      given: texts(name?.given),
      suffix: texts(name?.suffix)[0],
      birthOn: civilDate(birthDate),
      sex: text(resource.gender),
      postalCode: postalCodeOf(resource),
      ...stateOf(resource),
    }),
  });
}

/** What keeps a member from being decided for. Source: R4 Patient.deceased, active and link. */
function stateOf(resource: JsonObject) {
  const deceasedOn = daysOf(resource.deceasedDateTime)?.first;
  const isDeceased = deceasedOn !== undefined || truth(resource.deceasedBoolean) === true;
  const isReplaced = objects(resource.link).some(({ type }) => type === 'replaced-by');
  return {
    isDeceased: isDeceased ? true : undefined,
    deceasedOn,
    isActive: truth(resource.active) === false ? false : undefined,
    isReplaced: isReplaced ? true : undefined,
  };
}

function memberIdsOf(resource: JsonObject): readonly Identifier[] {
  const all = typedIdentifiersOf(resource.identifier);
  const typed = all.filter(({ type }) => type === 'MB');
  const chosen = typed.length > 0 ? typed : all.filter(({ type }) => type === undefined);
  return chosen.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [{ system, value }],
  );
}
