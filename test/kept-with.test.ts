import { expect, test } from 'vitest';
import { keptWith } from '../src/kept-with.ts';

/** Goal: what is made of an object is made once, of each object its own, and nobody sees it. */
test('what is made of an object is made once', () => {
  const kept = keptWith<object, number>();
  let made = 0;
  const one = {};
  const read = (object: object): number =>
    kept(object, () => {
      made += 1;
      return made;
    });
  expect([read(one), read(one), read({}), read(one)]).toEqual([1, 1, 2, 1]);
});

test('undefined is kept, too', () => {
  const kept = keptWith<object, string | undefined>();
  const one = {};
  kept(one, () => undefined);
  expect(kept(one, () => 'again')).toBeUndefined();
});

test('two things are kept with one object', () => {
  const [name, place] = [keptWith<object, string>(), keptWith<object, string>()];
  const one = {};
  expect([name(one, () => 'name'), place(one, () => 'place')]).toEqual(['name', 'place']);
  expect([name(one, () => ''), place(one, () => '')]).toEqual(['name', 'place']);
});

test('a list and an object that is frozen keep it', () => {
  const kept = keptWith<object, string>();
  for (const one of [[1, 2], Object.freeze({}), Object.freeze(['a'])]) {
    kept(one, () => 'first');
    expect(kept(one, () => 'second')).toBe('first');
  }
});

test('whoever reads, copies or writes an object sees nothing of it', () => {
  const kept = keptWith<object, string>();
  const one = { a: 1 };
  kept(one, () => 'kept');
  expect(one).toStrictEqual({ a: 1 });
  expect(Reflect.ownKeys(one)).toEqual(['a']);
  expect(JSON.stringify(one)).toBe('{"a":1}');
  expect(kept({ ...one }, () => 'of the copy')).toBe('of the copy');
  expect(kept(structuredClone(one), () => 'of the copy')).toBe('of the copy');
});

test('what fails is not kept', () => {
  const kept = keptWith<object, string>();
  const one = {};
  expect(() =>
    kept(one, () => {
      throw new Error('not made');
    }),
  ).toThrow('not made');
  expect(kept(one, () => 'made')).toBe('made');
});
