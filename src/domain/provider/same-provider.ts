import type { Identifier } from '../code.ts';
import type { Provider } from './provider.ts';

/** True when one of the identifiers that were sent is one of a record. */
export function isSameProvider(sent: readonly Identifier[], record: Provider): boolean {
  return sent.some(({ system, value }) =>
    record.identifiers.some((known) => known.system === system && known.value === value),
  );
}
