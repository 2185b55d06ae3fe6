import { identifierKey, idKey, memberKeyOf, subscriberKey } from '../../../ports/record-keys.ts';
import { ok, present } from '../../../result.ts';
import type { JsonObject } from '../../json/json.ts';
import { identifiersOf } from '../read/codes.ts';
import { classValue } from '../read/coverage-class.ts';
import { integer, referenceOf, text } from '../read/element.ts';
import { readPeriod } from '../read/inexact-dates.ts';
import { selfAnswers } from '../read/relationship.ts';
import { faulty, type RecordReading } from './record-reading.ts';

/** What a Coverage says of itself; all but `active` takes it out of force. R4 Coverage.status. */
const statuses = ['active', 'cancelled', 'draft', 'entered-in-error'] as const;

/** A Coverage as a member's coverage under a plan: class `plan` names the InsurancePlan's id. */
export function coverageRecord(resource: JsonObject): RecordReading {
  const id = text(resource.id);
  const memberKey = /^Patient\/(.+)$/u.exec(referenceOf(resource.beneficiary) ?? '')?.[1];
  const planId = classValue(resource, 'plan');
  const subscriberId = text(resource.subscriberId);
  const status = statuses.find((one) => one === resource.status);
  const span = readPeriod(resource.period);
  if (id === undefined) return faulty('Coverage has no id');
  if (memberKey === undefined) return faulty('Coverage.beneficiary names no Patient/id');
  if (planId === undefined) return faulty('Coverage.class names no plan');
  if (subscriberId === undefined) return faulty('Coverage has no subscriberId');
  if (status === undefined) return faulty(`Coverage.status is none of ${statuses.join(', ')}`);
  if (!span.ok) return faulty(`Coverage.period: the ${span.problem}`);
  const { from, to } = span.value;
  if (from === undefined) return faulty('Coverage.period has no start');
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
      isOfSubscriber: selfAnswers(resource.relationship)[0],
      span: present({ from, to }),
      groupNumber: classValue(resource, 'group'),
      order: integer(resource.order),
      withdrawn: status === 'active' ? undefined : status,
    }),
  });
}
