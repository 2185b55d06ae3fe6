import type { JsonObject } from '../json/json.ts';
import { object, text } from '../translate/read/element.ts';

/**
 * What a narrative says, as plain text. A mark may end a word, or stand within one: both readings.
 * Only what is a mark for sure is taken away; what else stands behind a `<` is said.
 * Source: R4 Narrative.div, txt-1; XHTML alt, title, abbr and summary.
 */
export function narrativeTexts(resource: JsonObject): readonly string[] {
  const div = text(object(resource.text)?.div);
  if (div === undefined) return [];
  if (div.length > READ_MAX || div.includes('<![CDATA[') || isDrawn(div)) return UNREAD;
  const labels = [...div.matchAll(LABEL)].map(([, double, single]) => double ?? single ?? '');
  const named = [...div.matchAll(ADDRESS)].flatMap(
    ([mark]) => mark.match(LONG_WORD)?.slice(1) ?? [],
  );
  const hidden = [div.replace(MARK, apart), ...named].join(' ');
  const texts = [hidden, div.replace(COMMENT, '').replace(MARK, inWord)];
  const said = labels.length === 0 ? texts : [...texts, labels.join(' ')];
  // Last, as what is written by its number is no mark.
  return said.map((one) => one.replace(REFERENCE, character));
}

const READ_MAX = 100_000;

/** Where a link leads, and what a place in the text is called. */
const ADDRESS = /\b(?:href|id|name)\s*=\s*(?:"[^"]*"|'[^']*')/giu;
const LONG_WORD = /\p{L}{4,}|^\w+/gu;

/** How a text looks: struck out, hidden or painted over it says something else. */
const STYLE = /\b(style|class|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/giu;
const PLAIN_STYLES: ReadonlySet<string> = new Set([
  ...['width', 'height', 'margin', 'padding', 'border', 'text', 'vertical', 'font', 'white'],
]);
const STRUCK = /strike|line-through|hid|invisible|none/iu;

function isDrawn(div: string): boolean {
  return [...div.matchAll(STYLE)].some(([, name = '', double, single]) => {
    const said = double ?? single ?? '';
    if (name.toLowerCase() === 'src') return !said.startsWith('#');
    return STRUCK.test(said) || (name.toLowerCase() === 'style' && !isPlain(said));
  });
}

/** Sizes, margins and letters, whose sizes are no zero. */
function isPlain(style: string): boolean {
  return style.split(';').every((one) => {
    const [property = '', value = ''] = one.split(':').map((part) => part.trim().toLowerCase());
    const [family = ''] = property.split('-');
    const isKnown = PLAIN_STYLES.has(family) && property !== 'text-decoration';
    return (
      property === '' || (isKnown && !/^-?0|^-/u.test(value)) || /^margin|^padding/u.test(property)
    );
  });
}

/** In place of what is not read: the remarks of a piece of evidence are too long by it. */
const UNREAD = [' '.repeat(READ_MAX)];

/** A mark, or a sign that is named. Neither can begin within itself: one look at each character. */
const MARK = /<\/?[a-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>|&[a-z]{2,8};/giu;

/** Two hyphens end a comment, so that no other begins within it. */
const COMMENT = /<!--(?:[^-]|-[^-])*-->/gu;

/** Marks that end a line or a cell: no word goes on behind them. */
const BREAKS: ReadonlySet<string> = new Set([
  ...['address', 'blockquote', 'br', 'caption', 'dd', 'div', 'dl', 'dt', 'h1', 'h2', 'h3', 'h4'],
  ...['h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead'],
  ...['tr', 'ul'],
]);

/** Signs that compare are said: a limit is no value. */
const COMPARING: ReadonlyMap<string, string> = new Map([
  ...[['&lt;', '<'] as const, ['&gt;', '>'] as const, ['&le;', '≤'] as const],
  ...[['&ge;', '≥'] as const, ['&asymp;', '≈'] as const, ['&plusmn;', '±'] as const],
]);

function apart(mark: string): string {
  return COMPARING.get(mark.toLowerCase()) ?? ' ';
}

function inWord(mark: string): string {
  const sign = COMPARING.get(mark.toLowerCase());
  if (sign !== undefined) return sign;
  const [name = ''] = /[a-z][a-z0-9]*/iu.exec(mark) ?? [];
  return BREAKS.has(name.toLowerCase()) ? ' ' : '';
}

/** Attributes that are shown; looked for within each other, as quotes may be of the text. */
const LABEL = /\b(?:abbr|alt|summary|title)\s*=\s*(?="([^"]*)"|'([^']*)')/giu;

/** A character by its number, however many zeros it begins with. */
const REFERENCE = /&#(x?)([0-9a-f]+);/giu;

function character(written: string, hex: string, digits: string): string {
  const code = Number.parseInt(digits, hex === '' ? 10 : 16);
  return code <= CODE_POINT_MAX ? String.fromCodePoint(code) : written;
}

const CODE_POINT_MAX = 0x10ffff;
