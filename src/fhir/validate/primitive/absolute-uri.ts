/**
 * True for a URI that begins with a scheme in small letters: R4 calls URIs case-sensitive, and the
 * official validator knows no scheme in capital letters. Source: R4, Datatypes, uri.
 */
export function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/.test(text);
}
