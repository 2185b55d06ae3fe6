import { expect, test } from 'vitest';
import { stateWords } from '../../../src/domain/review/state-words.ts';

/** Goal: a state is told in words of either language, and nothing that was sent is repeated. */
const order = { en: 'the order', es: 'la orden' };

test.each([
  ['active', 'active', 'activo'],
  ['cancelled', 'cancelled', 'cancelado'],
  ['completed', 'completed', 'completado'],
  ['draft', 'a draft', 'borrador'],
  ['entered-in-error', 'entered in error', 'ingresado por error'],
  ['inactive', 'inactive', 'inactivo'],
  ['on-hold', 'on hold', 'en espera'],
  ['preliminary', 'preliminary', 'preliminar'],
  ['revoked', 'revoked', 'revocado'],
  ['stopped', 'stopped', 'suspendido'],
  ['superseded', 'superseded', 'sustituido'],
  ['unknown', 'unknown', 'desconocido'],
])('%s: %s, %s', (state, en, es) => {
  expect(stateWords(order, state)).toEqual({
    en: `the order is marked as ${en}`,
    es: `el estado de la orden es «${es}»`,
  });
});

test.each(['Active', '', 'constructor', '<b>approved</b>'])('%j is none that we know', (state) => {
  expect(stateWords(order, state)).toEqual({
    en: 'the status of the order is not one that we know',
    es: 'no conocemos el estado de la orden',
  });
});

test('a status that is not said', () => {
  expect(stateWords(order, undefined)).toEqual({
    en: 'the order does not say its status',
    es: 'no se indica el estado de la orden',
  });
});

test('an article in Spanish is drawn together', () => {
  const result = { en: 'the result', es: 'el resultado' };
  expect(stateWords(result, 'draft').es).toBe('el estado del resultado es «borrador»');
  expect(stateWords(result, undefined).es).toBe('no se indica el estado del resultado');
});
