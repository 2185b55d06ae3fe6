const CODE_LENGTH_MAX = 256;
const PATTERN_LENGTH_MAX = 100;
const ATOM = String.raw`(?:\[\^?[^\]\\[]+\]|\\[dwsDWS.]|[\w :/-])`;
const FIXED = String.raw`(?:${ATOM}(?:\{\d{1,2}\})?)*`;
const VARIABLE = String.raw`(?:${ATOM}(?:[*+?]|\{\d{1,2},\d{0,2}\}))?`;
const LINEAR = new RegExp(`^${FIXED}${VARIABLE}${FIXED}$`);

/**
 * A test for whole codes by a regular expression of a value set; undefined when the expression is
 * not of the plain kind that is certain to run in linear time: no groups, no alternatives and at
 * most one part of variable length.
 */
export function linearCodePattern(source: string): ((code: string) => boolean) | undefined {
  const body = source.replace(/^\^/, '').replace(/\$$/, '');
  if (body.length > PATTERN_LENGTH_MAX || !LINEAR.test(body)) return undefined;
  const pattern = compile(body);
  if (pattern === undefined) return undefined;
  return (code) => code.length <= CODE_LENGTH_MAX && pattern.test(code);
}

function compile(body: string): RegExp | undefined {
  try {
    return new RegExp(`^${body}$`);
  } catch {
    return undefined; // a range in the wrong order, `[z-a]` or `{3,1}`
  }
}
