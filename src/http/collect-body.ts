import type { IncomingMessage } from 'node:http';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { collectKnown, collectUnknown } from './collect-pieces.ts';
import { hearNoMore } from './leave.ts';

/** How long a body may take, and how slow it may be. */
export type BodyPace = Pick<Settings, 'bodyTimeoutMs' | 'bodyRateMin' | 'bodyRateWindowMs'>;

/** A body that is about to be read. */
export interface Reading {
  readonly request: IncomingMessage;
  readonly pace: BodyPace;
  /** What its sender says that it has; 0 when it does not say. */
  readonly length: number;
}

/** Says what is wrong once so many bytes more have come. */
export type Count = (bytes: number) => Problem | undefined;

/**
 * Reads a body to its end, as it comes.
 * Problems: body-too-slow, body-in-pieces, and what counting says.
 */
export function collectBody(
  { request, pace, length }: Reading,
  count: Count,
): Promise<Result<Uint8Array, Problem>> {
  return new Promise((resolve) => {
    const whole = length <= SMALL_BYTES ? collectUnknown() : collectKnown(length);
    const countPiece = countPieces();
    let arrivedBytes = 0;
    const take = (chunk: Buffer): void => {
      arrivedBytes += chunk.length;
      const problem = countPiece(chunk.length) ?? count(chunk.length);
      if (problem === undefined) whole.add(chunk);
      else end(fail(problem));
    };
    const finish = (): void => end(ok(whole.bytes()));
    // When nobody reads the answer any more, the code tells only the log.
    const giveUp = (detail?: string): void =>
      end(fail({ code: 'body-too-slow', ...(detail === undefined ? {} : { detail }) }));
    const giveUpBroken = (): void => giveUp();
    const giveUpHalf = (): void => {
      if (!request.complete) giveUp();
    };
    const endWatch = watchPace(pace, () => arrivedBytes, giveUp);
    const end = (result: Result<Uint8Array, Problem>): void => {
      endWatch();
      request.off('data', take).off('end', finish);
      request.off('error', giveUpBroken).off('close', giveUpHalf);
      if (!result.ok) stopReading(request, result.problem);
      resolve(result);
    };
    request.on('data', take).on('end', finish);
    // Errors may come more than once, and after the end: the listeners for them stay.
    request.on('error', () => undefined).once('error', giveUpBroken);
    request.once('close', giveUpHalf);
  });
}

/**
 * What is paused is kept once it is parsed. What comes in small pieces is dropped before that, and
 * what the same read has brought of it, which is parsed to its end, is dropped piece by piece.
 */
function stopReading(request: IncomingMessage, { code }: Problem): void {
  if (code === 'body-in-pieces') {
    hearNoMore(request.socket);
    request.on('data', () => undefined);
  } else request.pause();
}

/** Looks from time to time whether a body keeps coming; gives back what ends that. */
function watchPace(
  { bodyTimeoutMs, bodyRateMin, bodyRateWindowMs }: BodyPace,
  arrived: () => number,
  giveUp: (detail: string) => void,
): () => void {
  const least = (bodyRateMin * bodyRateWindowMs) / 1000;
  let [isOver, before, leftMs] = [false, 0, bodyTimeoutMs];
  let timer: NodeJS.Timeout;
  const judge = (): void => {
    if (isOver) return;
    if (leftMs <= 0) {
      giveUp(`it may take ${bodyTimeoutMs} ms (ASSENT_BODY_TIMEOUT_MS)`);
    } else if (arrived() - before < least) {
      giveUp(`it has to have ${bodyRateMin} bytes a second (ASSENT_BODY_RATE_MIN)`);
    } else wait();
  };
  const wait = (): void => {
    before = arrived();
    const waitMs = Math.min(bodyRateWindowMs, leftMs);
    leftMs -= waitMs;
    // Bytes that came while the processor was held elsewhere are read before anybody is judged.
    timer = setTimeout(() => setImmediate(judge), waitMs);
  };
  wait();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Below it a body comes in one or two parts. */
const SMALL_BYTES = 128 * 1024;

/** A body may come in so many pieces of any size, as the network has them. */
const FREE_PIECES = 1000;

/** Beyond those a piece has to have so many bytes on average: each is parsed by itself. */
const PIECE_BYTES_MIN = 64;

/** Counts the pieces of a body; gives back what is wrong once they are too many for its bytes. */
function countPieces(): Count {
  let [pieces, all] = [0, 0];
  return (bytes) => {
    pieces += 1;
    all += bytes;
    if (pieces <= FREE_PIECES || all >= pieces * PIECE_BYTES_MIN) return undefined;
    const detail =
      `after the first ${FREE_PIECES}, pieces (chunks, packets) have to have ` +
      `${PIECE_BYTES_MIN} bytes on average; send it with Content-Length`;
    return { code: 'body-in-pieces', detail };
  };
}
