import type { Identifier } from '../domain/code.ts';

/** The look-up key of a record's own id. */
export function idKey(id: string): string {
  return `id|${id}`;
}

/** The look-up key of an identifier: system and value, both exact. */
export function identifierKey({ system, value }: Identifier): string {
  return `identifier|${system}|${value}`;
}

/** The look-up key of a subscriber id, as printed on the card. */
export function subscriberKey(subscriberId: string): string {
  return `subscriber|${subscriberId}`;
}

/** The look-up key of all coverages of one member. */
export function memberKeyOf(memberKey: string): string {
  return `member|${memberKey}`;
}

/** The look-up key of what a client has registered under an identifier. */
export function registrationKey(clientId: string, { system, value }: Identifier): string {
  return `registered|${clientId}|${system}|${value}`;
}

/** Records that one key may lead to; a look that would cut off more answers that it can't. */
export const recordsMax = 100;
