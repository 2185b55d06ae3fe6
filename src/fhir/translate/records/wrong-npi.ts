import type { Identifier } from '../../../domain/code.ts';
import { npiSystem, parseNpi } from '../../../domain/provider/npi.ts';

/** An NPI whose form or check digit is wrong, in words; undefined when there is none. */
export function wrongNpi(identifiers: readonly Identifier[]): string | undefined {
  const wrong = identifiers.find(
    ({ system, value }) => system === npiSystem && parseNpi(value) === undefined,
  );
  return wrong === undefined ? undefined : `an NPI with a wrong check digit: ${wrong.value}`;
}
