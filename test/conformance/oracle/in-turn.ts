/** Does the work for each item, at most `width` at once; results keep the order of the items. */
export async function inTurn<Item, Outcome>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) outcomes.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return [...outcomes].sort(([left], [right]) => left - right).map(([, outcome]) => outcome);
}
