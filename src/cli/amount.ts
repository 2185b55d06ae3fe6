/** A number with its noun: `1 line`, `2 lines`, `3 bodies`. */
export function amount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
