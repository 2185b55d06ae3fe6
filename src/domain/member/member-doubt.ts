import type { Trait } from './identify-person.ts';

/** Why a person has to confirm who the member is, although identifiers led to one. */
export type MemberDoubt =
  /** The person as sent is not surely the member. */
  | { readonly kind: 'person'; readonly traits: readonly Trait[] }
  /** An identifier that should lead to the member leads to nobody. */
  | { readonly kind: 'identifier'; readonly by: string }
  /** A coverage of the request covers somebody else, or does not say whom. */
  | { readonly kind: 'beneficiary'; readonly origin: string }
  /** The coverage says one thing of who subscribes, and names somebody else as such. */
  | { readonly kind: 'subscriber'; readonly origin: string }
  /** The coverage makes a child of our subscriber, or a subscriber of a child. */
  | { readonly kind: 'relationship'; readonly origin: string }
  /** Our own record of the member says so. */
  | { readonly kind: 'deceased' | 'inactive' | 'replaced' };
