import { expect, test } from 'vitest';
import { faultName } from '../../src/http/log-end.ts';

/** Goal: the log names a fault by its kind and its place, and repeats nothing of its message. */
function fault(message: string, frames: string): Error {
  const error = new RangeError(message);
  error.stack = `RangeError: ${message}\n${frames}`;
  return error;
}

test.each([
  [fault('Ada', '    at run (file:///app/dist/http/app.js:12:34)'), 'dist/http/app.js:12:34'],
  [fault('Ada', '    at /app/src/src/main.ts:1:2'), 'src/src/main.ts:1:2'],
  [fault('at /app/src/Ada.ts:1:2', '    at node:internal/x:1:2'), 'unknown'],
  [fault('', '    at /app/src/none\n    at /app/src/b.ts:3:4'), 'src/b.ts:3:4'],
])('the place is the first of ours: %#', (error, place) => {
  expect(faultName(error)).toBe(`RangeError at ${place}`);
});

test('what was thrown and is no error has no name', () => {
  expect(faultName('Ada')).toBe('unknown');
});
