import { expect, test } from 'vitest';
import { placeWords } from '../../../../src/fhir/translate/findings/place-words.ts';

/** Goal: letters name what is wrong in words of their language, and repeat no sender. */
test.each([
  ['Claim.item.revenue.coding.code', 'the revenue code of a line', 'el código de ingresos de'],
  ['Claim.item.servicedPeriod.start', 'the dates of a line', 'las fechas de una línea'],
  ['Claim.item.productOrService.extension(certificationType)', 'the certification type', 'el tipo'],
  ['Claim.item.extension(requestedService call 555-0100)', 'a line', 'una línea'],
  ['Claim.item.extension(x).extension(constructor)', 'a line', 'una línea'],
  ['DeviceRequest', 'the order', 'la orden'],
  ['DeviceRequest.constructor', 'the order', 'la orden'],
  ['Observation.valueQuantityOfAll', 'the value of a result', 'el valor de un resultado'],
  ['Observation.valueQuantity.code', 'the value of a result', 'el valor de un resultado'],
  ['Basic.code', 'a record that was sent along', 'un registro adjunto'],
])('%s: %s', (element, en, es) => {
  const words = placeWords(element);
  expect(words).toEqual({ en, es: expect.stringContaining(es) });
});
