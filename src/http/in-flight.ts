import type { NextFunction, Request, Response } from 'express';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { onceAnswered } from './answered.ts';
import { sendProblem } from './problem-answer.ts';
import { createShares, shareOf } from './shares.ts';
import { stateOf } from './state.ts';

/**
 * Counts what is worked on at one time: for each client up to its share, and beside them all
 * senders that nobody knows, and addresses that lead nowhere, so that these take no client's place.
 */
export function limitInFlight(settings: Settings) {
  const { inFlightMax, strangersMax, clientSharePercent } = settings;
  const ownMax = shareOf(inFlightMax, clientSharePercent, 1);
  const clients = createShares({ all: inFlightMax, own: ownMax });
  const strangers = createShares({ all: strangersMax, own: Number.POSITIVE_INFINITY });
  return (request: Request, response: Response, next: NextFunction): void => {
    const { client, match } = stateOf(request);
    const isClient = client !== undefined && match?.kind === 'found';
    const [shares, holder] = isClient ? [clients, client.id] : [strangers, 'all'];
    const lack = shares.take(holder, 1);
    if (lack === undefined) {
      onceAnswered(response, () => shares.giveBack(holder, 1));
      next();
    } else if (lack === 'own') {
      sendProblem(response, tooMany(ownMax));
    } else {
      const limit = isClient
        ? `${inFlightMax} requests at one time (ASSENT_IN_FLIGHT_MAX)`
        : `${strangersMax} requests of strangers at one time (ASSENT_STRANGERS_MAX)`;
      sendProblem(response, { code: 'overloaded', retryAfterSeconds: 1, detail: limit });
    }
  };
}

function tooMany(ownMax: number): Problem {
  const share = '(ASSENT_CLIENT_SHARE of ASSENT_IN_FLIGHT_MAX)';
  const detail = `one client may have ${ownMax} at one time ${share}`;
  return { code: 'too-many-requests', retryAfterSeconds: 1, detail };
}
