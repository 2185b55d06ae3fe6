import { LRUCache } from 'lru-cache';
import type { Exchange, ExchangeLog } from '../ports/exchange-log.ts';

/** How many exchanges are kept, and how many bytes of text they may hold. */
const EXCHANGES_MAX = 200;
const BYTES_MAX = 64 * 1024 * 1024;

/** A log of the last exchanges in memory. */
export function createExchangeLog(): ExchangeLog {
  const known = new LRUCache<number, Exchange>({
    max: EXCHANGES_MAX,
    maxSize: BYTES_MAX,
    sizeCalculation: ({ request, response }) => request.length + response.length + 1,
  });
  let added = 0;
  return {
    add: (exchange) => {
      known.set(++added, exchange);
    },
    find: (requestId, isMeant) =>
      [...known.values()].find((one) => one.requestId === requestId && isMeant(one)),
    list: () => [...known.values()],
    clear: () => known.clear(),
  };
}
