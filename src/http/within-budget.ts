import type { Problem } from '../problem.ts';
import { fail, type Result } from '../result.ts';

/**
 * What the work gives, unless its time is over first; what comes later is let go, also when the
 * work held the processor so long that its timer could not fire. Problems: time-budget-exceeded.
 */
export async function withinBudget<Value>(
  budgetMs: number,
  work: () => Promise<Result<Value, Problem>>,
  onLateFault: (error: unknown) => void,
): Promise<Result<Value, Problem>> {
  const startedAt = performance.now();
  const isOver = (): boolean => performance.now() - startedAt > budgetMs;
  const exceeded = fail<Problem>({ code: 'time-budget-exceeded', retryAfterSeconds: 5 });
  if (budgetMs <= 0) return exceeded;
  let timer: NodeJS.Timeout | undefined;
  let isGivenUp = false;
  const over = new Promise<Result<Value, Problem>>((resolve) => {
    timer = setTimeout(() => {
      isGivenUp = true;
      resolve(exceeded);
    }, budgetMs);
  });
  const worked = work();
  worked.catch((error: unknown) => {
    if (isGivenUp) onLateFault(error);
  });
  try {
    const result = await Promise.race([worked, over]);
    return isOver() ? exceeded : result;
  } finally {
    clearTimeout(timer);
  }
}
