import { identifierKey, idKey, memberKeyOf, subscriberKey } from '../../../ports/record-keys.ts';
import { ok, present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { codesOf, identifiersOf } from '../read/codes.ts';
import { partialSpan } from '../read/dates.ts';
import { objects, referenceOf, text } from '../read/element.ts';
import { faulty, type RecordReading } from './record-reading.ts';

/** A Coverage as a member's coverage under a plan: class `plan` names the InsurancePlan's id. */
export function coverageRecord(resource: JsonObject): RecordReading {
  const id = text(resource.id);
  const memberKey = /^Patient\/(.+)$/u.exec(referenceOf(resource.beneficiary) ?? '')?.[1];
  const planId = planOf(resource);
  const subscriberId = text(resource.subscriberId);
  const span = partialSpan(resource.period);
  const from = span?.from;
  if (id === undefined) return faulty('Coverage has no id');
  if (memberKey === undefined) return faulty('Coverage.beneficiary names no Patient/id');
  if (planId === undefined) return faulty('Coverage.class names no plan');
  if (subscriberId === undefined) return faulty('Coverage has no subscriberId');
  if (from === undefined) return faulty('Coverage.period has no exact start');
  const identifiers = identifiersOf(resource.identifier);
  return ok({
    schemaVersion: 1,
    kind: 'coverage',
    id,
    keys: [
      idKey(id),
      memberKeyOf(memberKey),
      subscriberKey(subscriberId),
      ...identifiers.map(identifierKey),
    ],
    body: present({
      key: id,
      memberKey,
      planId,
      identifiers,
      subscriberId,
      dependentNumber: text(resource.dependent),
      span: present({ from, to: span?.to }),
    }),
  });
}

function planOf(resource: JsonObject): string | undefined {
  const plan = objects(resource.class).find(({ type }) =>
    codesOf(type).some(({ code }) => code === 'plan'),
  );
  return text(plan?.value);
}
