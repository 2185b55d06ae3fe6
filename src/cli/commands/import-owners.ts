import { idKey } from '../../ports/record-keys.ts';
import type { RecordDocument, Store } from '../../ports/store.ts';
import { fail, ok, type Result } from '../../result.ts';

/** True for the record of a coverage. */
export function isCoverage(record: RecordDocument): record is RecordDocument<'coverage'> {
  return record.kind === 'coverage';
}

/**
 * The coverages whose member or plan is not on file, with the reason in words. Problems: one line
 * when the store does not answer.
 */
export async function findUnowned(
  records: readonly RecordDocument[],
  store: Store,
): Promise<Result<ReadonlyMap<RecordDocument, string>, string>> {
  const coverages = records.filter(isCoverage);
  if (coverages.length === 0) return ok(new Map());
  const keys = (ids: readonly string[]) => [...new Set(ids)].map(idKey);
  const found = await store.read({
    records: [
      { kind: 'member', keys: keys(coverages.map(({ body }) => body.memberKey)) },
      { kind: 'plan', keys: keys(coverages.map(({ body }) => body.planId)) },
    ],
  });
  if (!found.ok) return fail(found.problem.reason);
  const members = new Set(found.value.members.map(({ key }) => key));
  const plans = new Set(found.value.plans.map(({ id }) => id));
  const reasons = new Map<RecordDocument, string>();
  for (const record of coverages) {
    const { memberKey, planId } = record.body;
    if (!members.has(memberKey)) {
      reasons.set(record, `Coverage of nobody: Patient/${memberKey} is not on file`);
    } else if (!plans.has(planId)) {
      reasons.set(record, `Coverage under no plan: InsurancePlan/${planId} is not on file`);
    }
  }
  return ok(reasons);
}
