import type { Identifier } from '../code.ts';
import { areShared } from '../same-identifier.ts';
import { type CivilDate, spanIncludes } from '../time.ts';
import type { Provider } from './provider.ts';

/** The providers of our records that identifiers lead to, in force or not. */
export function providersBy(
  providers: readonly Provider[],
  identifiers: readonly Identifier[],
): readonly Provider[] {
  return providers.filter((record) => areShared(record.identifiers, identifiers));
}

/** True for a provider whose enrolment is in force on a day; on no day: whose record is in use. */
export function isInForce({ span, isActive }: Provider, on: CivilDate | undefined): boolean {
  return isActive !== false && (on === undefined || spanIncludes(span, on));
}
