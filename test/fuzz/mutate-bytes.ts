import type { Random } from '../conformance/mutants/random.ts';

/** Pieces that mean something to whoever reads JSON. */
const PIECES: readonly Uint8Array[] = [
  ...['{', '}', '[', ']', '"', '\\', ',', ':', '\\u0000', '\\ud800', '1e999', '-', '.', 'null'],
  ...['"__proto__":{},', '"a":1,"a":2,', '[[[[', ']]]]', '\u2028', '0.10', '\n'],
].map((text) => Buffer.from(text));

/** Changes a document at some random bytes: flips, inserts, deletes, repeats, cuts. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let mutant = bytes;
  for (let changes = 1 + random.below(4); changes > 0; changes -= 1)
    mutant = change(mutant, random);
  return mutant;
}

function change(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.below(20));
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (random.below(6)) {
    case 0: {
      const copy = Uint8Array.from(bytes);
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
      return copy;
    }
    case 1:
      return Buffer.concat([before, Uint8Array.of(random.below(256)), after]);
    case 2:
      return Buffer.concat([before, bytes.subarray(end)]);
    case 3:
      return Buffer.concat([before, bytes.subarray(at, end), after]);
    case 4:
      return Buffer.concat([before, random.pick(PIECES) ?? before, after]);
    default:
      return random.below(10) === 0 ? before : Buffer.concat([before, Buffer.from('9'), after]);
  }
}
