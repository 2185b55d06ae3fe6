import { expect, test } from 'vitest';
import { systemDigest } from '../../src/adapters/system-chance.ts';
import { Quarantine } from '../../src/wire/quarantine.ts';

/** Goal: documents are known again, and others cost nothing. Method: digests that are counted. */
test('only what is as long as one that is remembered is looked at', () => {
  let digests = 0;
  const quarantine = new Quarantine({
    sha256(content) {
      digests += 1;
      return systemDigest.sha256(content);
    },
  });
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(quarantine.has(bytes('one'))).toBe(false);
  quarantine.add(bytes('one'));
  expect([quarantine.has(bytes('three')), digests]).toEqual([false, 1]);
  expect([quarantine.has(bytes('two')), digests]).toEqual([false, 2]);
  expect([quarantine.has(bytes('one')), digests]).toEqual([true, 3]);
  // The oldest is forgotten for the thousand that come after it, with its length.
  for (let at = 0; at < 1000; at += 1) quarantine.add(bytes(`document ${at}`));
  expect([quarantine.has(bytes('one')), digests]).toEqual([false, 1003]);
  expect(quarantine.has(bytes('document 0'))).toBe(true);
});
