import type { NextFunction, Request, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { onceAnswered } from './answered.ts';
import { sendProblem } from './problem-answer.ts';
import { createShares, type ShareLimits, type Shares, shareOf } from './shares.ts';
import { stateOf } from './state.ts';

/**
 * Counts what is worked on at one time: for each client up to its share, and beside them all
 * senders that nobody knows, and addresses that lead nowhere, so that these take no client's place.
 * Who is not known has its share by the address that it comes from (of IPv6 by its network).
 */
export function limitInFlight(settings: Settings) {
  const { inFlightMax, strangersMax, clientSharePercent } = settings;
  const clients = placesOf('ASSENT_IN_FLIGHT_MAX', inFlightMax, clientSharePercent);
  const strangers = placesOf('ASSENT_STRANGERS_MAX', strangersMax, clientSharePercent);
  return (request: Request, response: Response, next: NextFunction): void => {
    // Whoever went away meanwhile gives nothing back any more: a response closes once.
    if (response.destroyed) return;
    const { client, match } = stateOf(request);
    const isClient = client !== undefined && match?.kind === 'found';
    const places = isClient ? clients : strangers;
    const holder =
      client === undefined ? `at ${ipKeyGenerator(request.ip ?? '')}` : `of ${client.id}`;
    const lack = places.shares.take(holder, 1);
    if (lack !== undefined) {
      sendProblem(response, lackOf(lack, places, client === undefined ? 'address' : 'client'));
      return;
    }
    onceAnswered(response, () => places.shares.giveBack(holder, 1));
    next();
  };
}

/** Places for requests: all of them, and those of one holder. */
interface Places extends ShareLimits {
  readonly shares: Shares;
  /** The setting that says how many there are. */
  readonly setting: 'ASSENT_IN_FLIGHT_MAX' | 'ASSENT_STRANGERS_MAX';
}

function placesOf(setting: Places['setting'], all: number, percent: number): Places {
  const own = shareOf(all, percent, 1);
  return { setting, all, own, shares: createShares({ all, own }) };
}

function lackOf(
  lack: 'all' | 'own',
  { setting, all, own }: Places,
  holder: 'address' | 'client',
): Problem {
  if (lack === 'own') {
    const share = `(ASSENT_CLIENT_SHARE of ${setting})`;
    const detail = `one ${holder} may have ${own} at one time ${share}`;
    return { code: 'too-many-requests', retryAfterSeconds: 1, detail };
  }
  const whose = setting === 'ASSENT_STRANGERS_MAX' ? 'requests of strangers' : 'requests';
  const detail = `${all} ${whose} at one time (${setting})`;
  return { code: 'overloaded', retryAfterSeconds: 1, detail };
}
