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

/**
 * Each who is named in a provider, by their identifiers: those of a role are its practitioner and
 * its organization. Shape: 1..2; without an identifier where one is named and not identified.
 */
export function partiesOf(sent: ProviderAsSent): readonly (readonly Identifier[])[] {
  const { practitionerIdentifiers, organizationIdentifiers, identifiers } = sent;
  const parties = [practitionerIdentifiers, organizationIdentifiers];
  const named = parties.filter((one) => one !== undefined);
  return named.length > 0 ? named : [identifiers];
}
