import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';

/** How many connections there may be. */
export type ConnectionLimits = Pick<Settings, 'connectionsMax' | 'addressConnectionsMax'>;

/** As much of a socket as is looked at. */
interface Connection extends Pick<IncomingMessage['socket'], 'remoteAddress'> {
  once(event: 'close', listener: () => void): unknown;
}

/** Of all connections so large a part is for addresses that have none yet. */
const NEWCOMERS = 1 / 4;

/**
 * Counts connections, altogether and by the address that they come from (of IPv6 by its network).
 * The last quarter is one for each address: who comes from elsewhere, and who asks for health,
 * finds one free also while a few take what they get.
 * Gives back a function that counts a connection until it closes, or says why it is one too many.
 */
export function createConnectionCount(limits: ConnectionLimits) {
  const { connectionsMax, addressConnectionsMax } = limits;
  const byAddress = new Map<string, number>();
  const sharedMax = Math.floor(connectionsMax * (1 - NEWCOMERS));
  let all = 0;
  const add = (address: string, count: number): void => {
    all += count;
    const own = (byAddress.get(address) ?? 0) + count;
    if (own > 0) byAddress.set(address, own);
    else byAddress.delete(address);
  };
  return (socket: Connection): Problem | undefined => {
    const address = ipKeyGenerator(socket.remoteAddress ?? '');
    const own = byAddress.get(address) ?? 0;
    if (own >= addressConnectionsMax) return tooManyOfAddress(addressConnectionsMax);
    if (all >= (own === 0 ? connectionsMax : sharedMax)) return tooMany(connectionsMax);
    add(address, 1);
    socket.once('close', () => add(address, -1));
    return undefined;
  };
}

/**
 * Counts all connections, those that are being refused among them; the runtime's own limit counts
 * those of one listener. Gives back a function that is false for one that there is no room for.
 */
export function createRoom(max: number) {
  let open = 0;
  return (socket: Connection): boolean => {
    if (open >= max) return false;
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
    return true;
  };
}

function tooManyOfAddress(max: number): Problem {
  const detail = `one address may have ${max} connections (ASSENT_ADDRESS_CONNECTIONS_MAX)`;
  return { code: 'too-many-requests', retryAfterSeconds: 1, detail };
}

function tooMany(max: number): Problem {
  const detail = `of ${max} connections (ASSENT_CONNECTIONS_MAX) the last are for other addresses`;
  return { code: 'overloaded', retryAfterSeconds: 1, detail };
}
