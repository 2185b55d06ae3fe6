import type { LocalizedText } from '../code.ts';

/** States as R4's status elements name them; a text is in one language, so each has its words. */
const states: Readonly<Record<string, LocalizedText>> = {
  active: { en: 'active', es: 'activo' },
  cancelled: { en: 'cancelled', es: 'cancelado' },
  completed: { en: 'completed', es: 'completado' },
  draft: { en: 'a draft', es: 'borrador' },
  'entered-in-error': { en: 'entered in error', es: 'ingresado por error' },
  inactive: { en: 'inactive', es: 'inactivo' },
  'on-hold': { en: 'on hold', es: 'en espera' },
  preliminary: { en: 'preliminary', es: 'preliminar' },
  revoked: { en: 'revoked', es: 'revocado' },
  stopped: { en: 'stopped', es: 'suspendido' },
  superseded: { en: 'superseded', es: 'sustituido' },
  unknown: { en: 'unknown', es: 'desconocido' },
};

/**
 * Says in what state something is: what the sender wrote is never repeated, only what it means.
 * Shape: `{ en: 'the order', es: 'la orden' }`, `revoked` -> "the order is marked as revoked".
 */
export function stateWords(thing: LocalizedText, state: string | undefined): LocalizedText {
  const known = state !== undefined && Object.hasOwn(states, state) ? states[state] : undefined;
  if (known !== undefined) {
    return {
      en: `${thing.en} is marked as ${known.en}`,
      es: `el estado ${ofThing(thing.es)} es «${known.es}»`,
    };
  }
  if (state === undefined) {
    return {
      en: `${thing.en} does not say its status`,
      es: `no se indica el estado ${ofThing(thing.es)}`,
    };
  }
  return {
    en: `the status of ${thing.en} is not one that we know`,
    es: `no conocemos el estado ${ofThing(thing.es)}`,
  };
}

function ofThing(thing: string): string {
  return thing.startsWith('el ') ? `del ${thing.slice('el '.length)}` : `de ${thing}`;
}
