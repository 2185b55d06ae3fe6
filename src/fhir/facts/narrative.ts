import type { JsonObject } from '../json/json.ts';
import { object, text } from '../translate/read/element.ts';

/**
 * What a narrative says, as plain text. A mark may end a word, or stand within one: both readings.
 * Only what is a mark for sure is taken away; what else stands behind a `<` is said.
 * Source: R4 Narrative.div, txt-1; XHTML alt and title.
 */
export function narrativeTexts(resource: JsonObject): readonly string[] {
  const div = text(object(resource.text)?.div);
  if (div === undefined) return [];
  const plain = div
    .slice(0, READ_MAX)
    .replace(/&#(x?)([0-9a-f]{1,6});/giu, character)
    .replace(LABEL, (_, said: string) => `>${said}<`);
  return [' ', ''].map((mark) => plain.replace(MARK, mark));
}

/** A mark, or a sign that is named. Neither can begin within itself: one look at each character. */
const MARK = /<\/?[a-z][^<>]*>|&[a-z]{2,8};/giu;

/** Attributes that are shown as text. */
const LABEL = /\b(?:alt|title)\s{0,9}=\s{0,9}["']([^"'<>]*)["']/giu;

/** More is not read at all: the remarks of a piece of evidence are too long by then. */
const READ_MAX = 100_000;

function character(written: string, hex: string, digits: string): string {
  const code = Number.parseInt(digits, hex === '' ? 10 : 16);
  return code <= CODE_POINT_MAX ? String.fromCodePoint(code) : written;
}

const CODE_POINT_MAX = 0x10ffff;
