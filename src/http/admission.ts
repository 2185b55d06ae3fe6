import type { ServerResponse } from 'node:http';
import type { Operation } from '../operations/operation.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { onceMade } from './answered.ts';
import { createShares, shareOf } from './shares.ts';
import { createWaitingLine } from './waiting-line.ts';

/** How much is worked on at one time, and how long one waits for it. */
export type WorkLimits = Pick<Settings, 'workMax' | 'workWaitMs' | 'clientSharePercent'>;

/** A call that has come whole. */
export interface Arrived {
  readonly operation: Pick<Operation, 'weight'>;
  readonly client: string;
  /** Of its body, decoded. */
  readonly bytes: number;
}

/** Lets a call in, when there is room for its work, or says why not. */
export type Admit = (arrived: Arrived, response: ServerResponse) => Promise<Problem | undefined>;

/** An operation's weight is that of so many bytes. */
const UNIT_BYTES = 16 * 1024;

/** What weighs no more does not wait: as requests such calls are counted already. */
const LIGHT = 16;

/** The weight of a call: its operation's for each 16 KiB of its body, and once at least. */
export function weightOf({ operation, bytes }: Omit<Arrived, 'client'>): number {
  return operation.weight * Math.max(1, Math.ceil(bytes / UNIT_BYTES));
}

/**
 * Weighs what is worked on. A client has its share, or one call of any weight; heavy calls wait
 * for each other, and light ones for none, so that too much work slows down what is heavy first.
 * Problems: too-many-requests, overloaded; body-too-slow when the sender has gone.
 */
export function createAdmission(limits: WorkLimits): Admit {
  const { workMax: all, workWaitMs, clientSharePercent } = limits;
  const own = shareOf(all, clientSharePercent, LIGHT);
  const line = createWaitingLine(createShares({ all, own }), workWaitMs);
  return async ({ operation, client, bytes }, response) => {
    const asked = weightOf({ operation, bytes });
    if (asked <= LIGHT) return undefined;
    const weight = Math.min(own, asked);
    const lack = await line.take(client, weight, response);
    if (lack !== undefined) return tooMuchWork(lack, { all, own });
    if (!response.destroyed) {
      onceMade(response, () => line.giveBack(client, weight));
      return undefined;
    }
    line.giveBack(client, weight);
    return { code: 'body-too-slow' };
  };
}

function tooMuchWork(lack: 'own' | 'all', limits: Readonly<Record<typeof lack, number>>): Problem {
  const retryAfterSeconds = 2;
  if (lack === 'own') {
    const detail =
      `the work for one client may weigh ${limits.own} at one time ` +
      '(ASSENT_CLIENT_SHARE of ASSENT_WORK_MAX)';
    return { code: 'too-many-requests', retryAfterSeconds, detail };
  }
  const detail = `all work may weigh ${limits.all} at one time (ASSENT_WORK_MAX)`;
  return { code: 'overloaded', retryAfterSeconds, detail };
}
