import { expect, test } from 'vitest';
import { listenFault } from '../../src/wire/listen-fault.ts';

/** Goal: who can not start a server reads which setting mends it. */
const fault = (code: string) => Object.assign(new Error(`listen ${code}: why`), { code });

test.each([
  [fault('EADDRINUSE'), 'set ASSENT_PORT to a free port (listen EADDRINUSE: why)'],
  [fault('EACCES'), 'set ASSENT_PORT to one above 1023'],
  [fault('EADDRNOTAVAIL'), 'set ASSENT_HOST to one that it has'],
  [fault('ENOTFOUND'), 'set ASSENT_HOST to one that it has'],
  [fault('constructor'), 'listen constructor: why'],
  [new Error('other'), 'other'],
  ['text', 'text'],
])('%s', (error, line) => {
  expect(listenFault(error)).toContain(line);
});
