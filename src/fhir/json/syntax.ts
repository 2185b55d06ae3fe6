/** A JSON number, to be tried at one place. */
export const NUMBER: RegExp = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** What may follow a backslash, besides `u`. */
export const ESCAPED = '"\\/bfnrt';

const WANTED = {
  value: 'a value',
  name: 'a member name in double quotes',
  colon: 'a colon',
  object: 'a comma or }',
  array: 'a comma or ]',
  end: 'the end of the document',
} as const;

/** What the text should have gone on with. */
export type Wanted = keyof typeof WANTED;

/** Says what stands at `position` instead of what the grammar wants there. */
export function complaintAbout(wanted: Wanted, text: string, position: number): string {
  const expected = `expected ${WANTED[wanted]}`;
  if (position >= text.length) {
    return text.trim() === '' ? 'The document is empty' : `The document ends early: ${expected}`;
  }
  return `${oddity(wanted, text, position)}: ${expected}`;
}

function oddity(wanted: Wanted, text: string, position: number): string {
  const char = text[position] ?? '';
  if (text.startsWith('//', position) || text.startsWith('/*', position)) {
    return 'JSON has no comments';
  }
  if (/^(?:NaN|[+-]?Infinity|undefined)/.test(text.slice(position, position + 10))) {
    return 'NaN, Infinity and undefined are not JSON';
  }
  if (char === "'") return 'JSON strings stand in double quotes';
  if ((char === '}' || char === ']') && (wanted === 'value' || wanted === 'name')) {
    return `A ${char} stands where more was announced`;
  }
  if (wanted === 'end') return 'More text follows after the value';
  if (char === '\u00ef' || char === '\u00fe' || char === '\u00ff') {
    return 'A byte order mark or another encoding than UTF-8';
  }
  return /[!-~]/.test(char) ? `Unexpected ${char}` : 'An unexpected character';
}
