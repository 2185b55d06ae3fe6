/** Texts on which careless patterns and loops take long, by name. */
export const hostileStrings: readonly (readonly [name: string, text: string])[] = [
  1000, 100_000,
].flatMap((length) =>
  Object.entries({
    a: 'a',
    spaces: ' ',
    digits: '1',
    slashes: '/',
    unicode: '\u00e9\u{1f600}',
    'line breaks': '\n',
    'digits and dots': '1.',
    'words and one wrong end': 'a ',
  }).map(([name, piece]): readonly [string, string] => [
    `${length} of ${name}`,
    `${piece.repeat(Math.ceil(length / piece.length)).slice(0, length - 1)}!`,
  ]),
);
