import {
  REPLACED_LANGUAGES,
  THREE_LETTER_LANGUAGES,
  TWO_LETTER_LANGUAGES,
} from './language-codes.ts';
import type { Membership } from './membership.ts';

const TAG_LENGTH_MAX = 100;
// RFC 5646 §2.1: language, extended language, script, region, variants, extensions, private use.
const WELL_FORMED = new RegExp(
  [
    '^(?:([a-z]{2,3})(?:-[a-z]{3}){0,3}|[a-z]{4,8})',
    String.raw`(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?`,
    String.raw`(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*`,
    String.raw`(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$`,
  ].join(''),
);
const PRIVATE_USE = /^x(?:-[a-z\d]{1,8})+$/;
const LOCAL_LANGUAGE = /^q[a-t][a-z]$/;

const GRANDFATHERED = new Set(
  `en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao
   i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu
   zh-hakka zh-min zh-min-nan zh-xiang`.split(/\s+/),
);
const LISTED = new Set([...TWO_LETTER_LANGUAGES, ...THREE_LETTER_LANGUAGES]);
const REPLACED = new Set(REPLACED_LANGUAGES);

/**
 * Whether a language tag can be used: well-formed, with a registered primary language. Three-letter
 * languages outside ISO 639-2 are thousands and stay open. Source: BCP 47 (RFC 5646).
 */
export function languageTag(tag: string): Membership {
  if (tag.length > TAG_LENGTH_MAX) return 'out';
  const lower = tag.toLowerCase();
  if (GRANDFATHERED.has(lower) || PRIVATE_USE.test(lower)) return 'in';
  const primary = WELL_FORMED.exec(lower)?.[1];
  // Well-formed primary languages of four and more letters exist, but none is registered.
  if (primary === undefined || REPLACED.has(primary)) return 'out';
  if (LISTED.has(primary) || LOCAL_LANGUAGE.test(primary)) return 'in';
  return primary.length === 3 ? 'unknown' : 'out';
}
