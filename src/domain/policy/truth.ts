import type { Truth } from './trace.ts';

/** All of them, in Kleene logic: one not met settles it, else one unknown leaves it open. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('notMet')) return 'notMet';
  return truths.includes('unknown') ? 'unknown' : 'met';
}

/** Any of them, in Kleene logic: one that is met settles it, else one unknown leaves it open. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('met')) return 'met';
  return truths.includes('unknown') ? 'unknown' : 'notMet';
}

/** At least so many of them: open as long as the unknown ones could still decide. */
export function atLeast(count: number, truths: readonly Truth[]): Truth {
  const met = truths.filter((truth) => truth === 'met').length;
  const unknown = truths.filter((truth) => truth === 'unknown').length;
  if (met >= count) return 'met';
  return met + unknown >= count ? 'unknown' : 'notMet';
}
