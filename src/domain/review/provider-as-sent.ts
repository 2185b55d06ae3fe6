import type { Code, Identifier, Origin } from '../code.ts';
import type { KindAsSent } from '../policy/kinds.ts';

/** A practitioner, an organization, or a practitioner in a role at one. */
export interface ProviderAsSent {
  readonly origin: Origin;
  readonly kind: 'organization' | 'practitioner' | 'role';
  readonly identifiers: readonly Identifier[];
  /** Of a role that names its practitioner: theirs. */
  readonly practitionerIdentifiers?: readonly Identifier[];
  /** Of a role that names the organization in which the practitioner acts: its own. */
  readonly organizationIdentifiers?: readonly Identifier[];
  /** Of a role: what its practitioner, and what its organization is called. */
  readonly practitionerCalledAs?: readonly string[];
  readonly organizationCalledAs?: readonly string[];
  readonly name?: string;
  /** What each of its records is called, by all names that it goes by today; absent: by none. */
  readonly calledAs?: readonly string[];
  readonly specialties: readonly Code[];
}

/** Who gave an order, as the order says. */
export interface OrdererAsSent {
  /** Absent: the order leads to nobody, and names nobody by a number. */
  readonly provider?: ProviderAsSent;
  /** What the order calls them, and what their records are called. */
  readonly texts: readonly string[];
  /** What they are: specialties, roles, kinds of organizations. */
  readonly kinds: readonly KindAsSent[];
}
