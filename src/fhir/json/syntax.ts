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

/** All of a text, when it is the name of a file: what comes when curl's `@` is forgotten. */
const FILE_NAME = /^\s*[^\s"'{}[\]<>]{1,200}\.(?:nd)?json\s*$/iu;

function oddity(wanted: Wanted, text: string, position: number): string {
  const char = text[position] ?? '';
  if (wanted === 'value' && text.length < 250 && FILE_NAME.test(text)) {
    return 'This is the name of a file, not what is in it (curl wants -d @NAME for that)';
  }
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
  if (wanted === 'end') {
    const isOnItsLine =
      char === '{' && /\n[ \t\r]*$/u.test(text.slice(Math.max(0, position - 100), position));
    return isOnItsLine
      ? 'Another value follows on a line of its own, as in NDJSON'
      : 'More text follows after the value';
  }
  if (char === '\u00ef' || char === '\u00fe' || char === '\u00ff') {
    return 'A byte order mark or another encoding than UTF-8';
  }
  return /[!-~]/.test(char) ? `Unexpected ${char}` : 'An unexpected character';
}
