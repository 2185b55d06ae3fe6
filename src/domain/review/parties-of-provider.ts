import type { Identifier } from '../code.ts';
import type { ProviderAsSent } from './provider-as-sent.ts';

/**
 * By what a provider is known who asks: a practitioner in a role asks for the organization that
 * the role names, and for themselves where it names none by a number. Source: digest §4.6.
 */
export function askingIdentifiers(sent: ProviderAsSent): readonly Identifier[] {
  const { organizationIdentifiers = [], identifiers } = sent;
  return organizationIdentifiers.length > 0 ? organizationIdentifiers : identifiers;
}

/** One of those who are named in a provider. */
export interface PartyAsSent {
  /** Empty where one is named and not identified. */
  readonly identifiers: readonly Identifier[];
  readonly calledAs: readonly string[];
}

/**
 * Each who is named in a provider, by their identifiers and names: those of a role are its
 * practitioner and its organization. Shape: 1..2.
 */
export function partiesOf(sent: ProviderAsSent): readonly PartyAsSent[] {
  const { practitionerIdentifiers, organizationIdentifiers, identifiers } = sent;
  const parties = [
    { identifiers: practitionerIdentifiers, calledAs: sent.practitionerCalledAs ?? [] },
    { identifiers: organizationIdentifiers, calledAs: sent.organizationCalledAs ?? [] },
  ].flatMap(({ identifiers: own, calledAs }) =>
    own === undefined ? [] : [{ identifiers: own, calledAs }],
  );
  return parties.length > 0 ? parties : [{ identifiers, calledAs: sent.calledAs ?? [] }];
}
