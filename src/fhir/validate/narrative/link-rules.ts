const LINKS: ReadonlySet<string> = new Set(['cite', 'href', 'longdesc', 'src', 'usemap']);
const ACTIVE = /^(?:javascript|vbscript|data:[^,]*(?:html|script|svg|xml))/;
const ACTIVE_STYLE = /javascript:|vbscript:|expression\s*\(/i;
/** What browsers skip when they look for the scheme of a link. */
const SKIPPED = /[\s\p{Cc}]/gu;
/** A scheme is at the beginning; what a link says later isn't looked at. */
const SCHEME_LENGTH_MAX = 200;
const HARMLESS = /^(?:https?:|#|[A-Za-z0-9_.-]*(?:[/#?]|$))/;

/** What is wrong with an attribute's value as a link or style; undefined when nothing is. */
export function linkFault(attribute: string, value: string): string | undefined {
  if (attribute === 'style') {
    return ACTIVE_STYLE.test(value) ? 'has active content in a style' : undefined;
  }
  if (!LINKS.has(attribute)) return undefined;
  if (isActive(value)) return `has active content in a link (${attribute})`;
  if (attribute !== 'href' && attribute !== 'src') return undefined;
  if (value === '') return `has an empty link (${attribute})`;
  return /\s/.test(value) ? `has white space in a link (${attribute})` : undefined;
}

function isActive(value: string): boolean {
  const start = value.length > SCHEME_LENGTH_MAX ? value.slice(0, SCHEME_LENGTH_MAX) : value;
  return !HARMLESS.test(start) && ACTIVE.test(start.replace(SKIPPED, '').toLowerCase());
}
