/** What the hash of a line of the audit is made of; the first line follows on its writer. */
export function chainText(before: string, digest: string): string {
  return `${before}\n${digest}`;
}
