import { readFileSync } from 'node:fs';

/** When connections of an address were seen first and last, in milliseconds of Date. */
export interface Life {
  readonly address: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Looks at the connections that a server holds, from time to time. */
export interface LifeWatch {
  readonly lives: readonly Life[];
  /** How many from addresses that begin so are held by now. */
  held(prefix: string): number;
  stop(): void;
}

const LOOK_MS = 250;
const LISTENS = '0A';

/**
 * Watches the connections that others hold with a port, by the kernel's table: also who reads
 * nothing, and is not told when it is left, is seen to be left. What the kernel alone still has is
 * not the server's any more.
 */
export function watchLives(port: number): LifeWatch {
  const open = new Map<string, { address: string; firstAt: number; lastAt: number }>();
  const lives: Life[] = [];
  const look = (): void => {
    const at = Date.now();
    const seen = heldIn(readFileSync('/proc/net/tcp', 'utf8'), port);
    for (const [key, address] of seen) {
      const life = open.get(key) ?? { address, firstAt: at, lastAt: at };
      life.lastAt = at;
      open.set(key, life);
    }
    for (const [key, life] of open) {
      if (seen.has(key)) continue;
      lives.push(life);
      open.delete(key);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    lives,
    held: (prefix) => [...open.values()].filter(({ address }) => address.startsWith(prefix)).length,
    stop: () => clearInterval(timer),
  };
}

/** The far ends of a port's connections that a process holds, with their addresses. */
export function heldIn(table: string, port: number): ReadonlyMap<string, string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const held = new Map<string, string>();
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', remote = '', state, , , , , , inode = '0'] = line.trim().split(/\s+/u);
    if (local.endsWith(suffix) && state !== LISTENS && inode !== '0') {
      held.set(remote, addressOf(remote));
    }
  }
  return held;
}

/** Of `0201007F:A1B2` the address 127.0.1.2: the kernel writes its bytes from the last one on. */
function addressOf(remote: string): string {
  const bytes = remote.slice(0, 8).match(/../gu) ?? [];
  return bytes
    .map((byte) => Number.parseInt(byte, 16))
    .reverse()
    .join('.');
}
