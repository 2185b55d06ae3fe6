import type { Origin } from '../code.ts';
import type { RefusalRow } from '../policy/rulebook.ts';
import type { Refusal, RefusalKind } from './refusal.ts';

/** A refusal in the codes and words of the rulebook. */
export function refuse(rows: readonly RefusalRow[], kind: RefusalKind, origin: Origin): Refusal {
  const row = rows.find((one) => one.kind === kind);
  return {
    kind,
    rejectReason: row?.rejectReason ?? '42',
    followUp: row?.followUp ?? 'R',
    element: row?.element ?? '',
    origin,
    explanation: row?.text ?? { en: kind, es: kind },
  };
}
