import type { Identifier } from '../../../domain/code.ts';
import { identifierKey, idKey } from '../../../ports/record-keys.ts';
import { ok, present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { typedIdentifiersOf } from '../read/codes.ts';
import { civilDate } from '../read/dates.ts';
import { objects, text, texts } from '../read/element.ts';
import { faulty, type RecordReading } from './record-reading.ts';

/** A Patient as a member: identifiers of type MB are member ids, else all that have no type. */
export function memberRecord(resource: JsonObject): RecordReading {
  const id = text(resource.id);
  const names = objects(resource.name);
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  const family = text(name?.family);
  if (id === undefined) return faulty('Patient has no id');
  if (family === undefined) return faulty('Patient has no family name');
  const memberIds = memberIdsOf(resource);
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
      birthOn: civilDate(resource.birthDate),
      sex: text(resource.gender),
      postalCode: text(objects(resource.address)[0]?.postalCode),
    }),
  });
}

function memberIdsOf(resource: JsonObject): readonly Identifier[] {
  const all = typedIdentifiersOf(resource.identifier);
  const typed = all.filter(({ type }) => type === 'MB');
  const chosen = typed.length > 0 ? typed : all.filter(({ type }) => type === undefined);
  return chosen.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [{ system, value }],
  );
}
