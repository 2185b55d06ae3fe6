import type { Identifier } from '../code.ts';
import { npiSystem } from './npi.ts';

/** As whom a client asks for reviews, and for whom it may. */
export interface Submitter {
  /**
   * `practice`: asks for the providers that it lists. `intermediary` (a clearinghouse, the vendor
   * of an EHR): asks for any enrolled provider, and says for whom it sends.
   */
  readonly kind: 'practice' | 'intermediary';
  readonly npis: readonly string[];
  /** Tax ids, digits alone. */
  readonly tins: readonly string[];
  /** Organizations by other identifiers, `system|value`; and sending systems by their ISA06. */
  readonly organizations: readonly string[];
}

/** The systems of tax ids (employer identification numbers). */
const TIN_SYSTEMS: ReadonlySet<string> = new Set([
  'http://terminology.hl7.org/NamingSystem/USEIN',
  'http://hl7.org/fhir/sid/us-ein',
  'urn:oid:2.16.840.1.113883.4.4',
]);

/** True when a client lists a provider by this identifier. */
export function isListed(submitter: Submitter, { system, value }: Identifier): boolean {
  if (system === npiSystem && submitter.npis.includes(value)) return true;
  if (TIN_SYSTEMS.has(system) && submitter.tins.includes(value.replaceAll('-', ''))) return true;
  return submitter.organizations.includes(`${system}|${value}`);
}

/** A payer or provider that is taken for one of ours when a client names it (sandbox). */
export interface Registration {
  readonly key: string;
  readonly clientId: string;
  readonly role: 'payer' | 'provider';
  readonly identifier: Identifier;
}
