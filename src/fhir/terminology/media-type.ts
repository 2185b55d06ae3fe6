import type { Membership } from './membership.ts';

const TYPE_LENGTH_MAX = 1_000;
const NAME = String.raw`[a-z\d][a-z\d!#$&^_.+\-]{0,126}`;
const PARAMETER = String.raw`[ \t]*;[ \t]*[a-z\d!#$%&'*+.^_|~\-]+=(?:[^\s;",]+|"[^"]*")`;
const MEDIA_TYPE = new RegExp(
  `^${NAME}/(?:${NAME}|\\*)(?:${PARAMETER})*[ \\t]*(?:;[ \\t]*)?$`,
  'i',
);

/** Whether a text has the form of a media type: `text/plain; charset=utf-8`. Source: BCP 13. */
export function mediaType(text: string): Membership {
  return text.length <= TYPE_LENGTH_MAX && MEDIA_TYPE.test(text) ? 'in' : 'out';
}
