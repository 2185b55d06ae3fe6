import type { Plan } from '../domain/member/member.ts';
import { addDays, type CivilDate, civilDateOf } from '../domain/time.ts';
import { careStarts } from '../fhir/bundle/care-starts.ts';
import { openRequestBundle, type RequestBundle } from '../fhir/bundle/request-bundle.ts';
import { requestInBody } from '../fhir/bundle/request-in-body.ts';
import { identifiersOf } from '../fhir/translate/read/codes.ts';
import { text } from '../fhir/translate/read/element.ts';
import { enrolledRecords } from '../fhir/translate/records/enrolled-records.ts';
import { enrolledWords } from '../fhir/translate/records/enrolled-words.ts';
import { identifierKey, idKey, memberKeyOf, subscriberKey } from '../ports/record-keys.ts';
import type { StoreAnswer } from '../ports/store.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call } from './operation.ts';
import { unavailable } from './rooms/persist.ts';
import { resourceOf } from './rooms/read-again.ts';

/** The demo payer's fully insured plan. */
const PLAN = 'demo-commercial';

/** What enrolling needs beside the corridor's parts. */
export interface EnrollParts extends CorridorParts {
  /** The ids of the demo payer's plans. */
  readonly demoPlans: readonly string[];
}

/** Enrolled persons are covered from so many days before the first service asked for. */
const COVERED_DAYS = 365;

/**
 * Registers the persons of a bundle under the demo payer's fully insured plan or a named one, and
 * its payer and providers for the client that enrols them. Who is there already is not doubled.
 */
export async function enroll(
  { store, clock, validateBytes, demoPlans }: EnrollParts,
  call: Call,
): Promise<Result<Answer, Problem>> {
  const judged = await validateBytes(call.body, { kind: 'reading' }, call);
  if (!judged.ok) return judged;
  const resource = resourceOf(call.body, judged.value);
  if (resource === undefined) return fail({ code: 'json-unreadable' });
  const bundle = openRequestBundle(requestInBody(resource));
  if (!bundle.ok) return bundle;
  const known = await knownOf({ store, demoPlans }, bundle.value, call.query.plan?.[0] ?? PLAN);
  if (!known.ok) return known;
  const { plan, members, coverages } = known.value;
  const today = civilDateOf(clock.now(), plan.timeZone);
  const from = addDays(firstService(bundle.value, today), -COVERED_DAYS);
  const { records, faults } = enrolledRecords(bundle.value, {
    ...{ planId: plan.id, from, clientId: call.client.id, members, coverages },
  });
  const imported = await store.importRecords(records);
  if (!imported.ok) return fail(unavailable(imported.problem));
  const { inserted, changed, unchanged } = imported.value;
  const body = { plan: plan.id, coveredFrom: from, inserted, changed, unchanged };
  return ok({
    status: 200,
    body: { ...body, records: records.map(enrolledWords), faults: [...faults] },
  });
}

/** The earliest day that the bundle asks for, and today when that is earlier. */
function firstService(bundle: RequestBundle, today: CivilDate): CivilDate {
  const [first = today] = [...careStarts(bundle), today].sort();
  return first;
}

interface Known extends Pick<StoreAnswer, 'members' | 'coverages'> {
  readonly plan: Plan;
}

/** The plan, and who is on file under the identifiers of the bundle's persons and coverages. */
async function knownOf(
  { store, demoPlans }: Pick<EnrollParts, 'store' | 'demoPlans'>,
  bundle: RequestBundle,
  planId: string,
): Promise<Result<Known, Problem>> {
  const persons = [...bundle.byType('Patient'), ...bundle.byType('Coverage')];
  const ids = persons.flatMap(({ resource }) => identifiersOf(resource.identifier));
  const subscribers = bundle
    .byType('Coverage')
    .flatMap((one) => text(one.resource.subscriberId) ?? []);
  const first = await store.read({
    records: [
      { kind: 'plan', keys: [idKey(planId)] },
      { kind: 'member', keys: ids.map(identifierKey) },
      { kind: 'coverage', keys: [...ids.map(identifierKey), ...subscribers.map(subscriberKey)] },
    ],
  });
  if (!first.ok) return fail(unavailable(first.problem));
  const [plan] = first.value.plans;
  if (plan === undefined) {
    const named = JSON.stringify(planId.slice(0, 64));
    const detail = `There is no plan ${named}; the demo payer has ${demoPlans.join(', ')}.`;
    return fail({ code: 'parameter-invalid', detail });
  }
  const { members, coverages } = first.value;
  const keys = members.map(({ key }) => memberKeyOf(key));
  const more = await store.read({ records: [{ kind: 'coverage', keys }] });
  if (!more.ok) return fail(unavailable(more.problem));
  const all = [...coverages, ...more.value.coverages];
  const distinct = [...new Map(all.map((one) => [one.key, one])).values()];
  return ok({ plan, members, coverages: distinct });
}
