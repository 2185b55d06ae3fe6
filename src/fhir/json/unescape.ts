/** What the inside of a JSON string means; as written when it isn't one. */
export function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    const meant: unknown = JSON.parse(`"${written}"`);
    return typeof meant === 'string' ? meant : written;
  } catch {
    return written;
  }
}
