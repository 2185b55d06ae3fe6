import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../problem.ts';
import { fail, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { onceMade } from './answered.ts';
import { type BodyPace, type Count, collectBody } from './collect-body.ts';
import { createDecoding, decoderOf, type Encoded } from './decode-body.ts';
import { inviteBody } from './end-answer.ts';
import { createShares, type ShareLimits, shareOf } from './shares.ts';
import { stateOf } from './state.ts';
import { createWaitingLine } from './waiting-line.ts';

/** How much a body may be, how long it may take, and how much all of them may be together. */
export type BodyLimits = BodyPace &
  Pick<Settings, 'bodyBytesMax' | 'bodiesBytesMax' | 'clientSharePercent' | 'bodyWaitMs'>;

/** Reads the body of a request of a client, decompressed and within limits. */
export type ReadBody = (
  request: IncomingMessage,
  response: ServerResponse,
  client: string,
) => Promise<Result<Uint8Array, Problem>>;

/**
 * A reader that counts decoded bytes: what is larger is cut off where the limit is, whatever its
 * length said. A body waits for a place among those that are held, has it from its length on, so
 * that those which have begun can end, and keeps it until its answer is made. What a body
 * becomes beyond its length, when it is compressed or says none, does not wait: if all waited that
 * have begun, none would end. One that is compressed is decoded once it has come.
 * Problems: too-large, encoding-unsupported, encoding-broken, body-too-slow, body-in-pieces,
 * overloaded, too-many-requests.
 */
export function createBodyReader(limits: BodyLimits): ReadBody {
  const { bodyBytesMax, bodiesBytesMax: all, clientSharePercent, bodyWaitMs } = limits;
  // One that is compressed is held beside what it becomes.
  const own = shareOf(all, clientSharePercent, 2 * bodyBytesMax);
  const shares = createShares({ all, own });
  const line = createWaitingLine(shares, bodyWaitMs);
  const decode = createDecoding(bodyWaitMs);
  return async (request, response, client) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > bodyBytesMax) return fail(tooLargeFor(limits));
    const decoder = decoderOf(request);
    if (!decoder.ok) return decoder;
    const lack = await line.take(client, length, response);
    if (lack !== undefined) return fail(noRoom(lack, { all, own }));
    // It may have gone while it waited, with the one before it on its connection.
    if (response.destroyed) {
      line.giveBack(client, length);
      return fail({ code: 'body-too-slow' });
    }
    const place: Place = { heldBytes: length, isOver: false };
    const giveBack = (): void => {
      line.giveBack(client, place.heldBytes);
      Object.assign(place, { heldBytes: 0, isOver: true });
    };
    onceMade(response, giveBack);
    inviteBody(request, response);
    const grow = growing(place, (bytes) => {
      const missing = shares.take(client, bytes);
      return missing === undefined ? undefined : noRoom(missing, { all, own });
    });
    const came = await collectBody({ request, pace: limits, length }, countFor(limits, grow));
    stateOf(request).arrivedAtMs = performance.now();
    const makeDecoder = decoder.value;
    const body =
      makeDecoder === undefined || !came.ok
        ? came
        : await decode(
            encodedFor(limits, { bytes: came.value, makeDecoder, grow }),
            client,
            response,
          );
    // What was refused is not held any more, and makes room for those that have begun.
    if (!body.ok) giveBack();
    else shrink(place, body.value.length, (bytes) => line.giveBack(client, bytes));
    return body;
  };
}

/** Counts up to the limit of one body; `besides`: bytes that are held beside those counted. */
function countFor(limits: BodyLimits, grow: Grow, besides = 0): Count {
  const tooLarge = tooLargeFor(limits);
  let counted = 0;
  return (bytes) => {
    counted += bytes;
    return counted > limits.bodyBytesMax ? tooLarge : grow(counted + besides);
  };
}

interface Came extends Pick<Encoded, 'bytes' | 'makeDecoder'> {
  readonly grow: Grow;
}

/** A stream of empty members decodes to nothing, however long it is: both lengths are limited. */
function encodedFor(limits: BodyLimits, { bytes, makeDecoder, grow }: Came): Encoded {
  return { bytes, makeDecoder, count: countFor(limits, grow, bytes.length) };
}

interface Place {
  heldBytes: number;
  isOver: boolean;
}

/** Says what is wrong with a body that has so many bytes by now. */
type Grow = (totalBytes: number) => Problem | undefined;

/** Makes a place as large as the body has become. */
function growing(place: Place, take: Count): Grow {
  return (totalBytes) => {
    // Its sender is gone: what is still being decompressed is for nobody.
    if (place.isOver) return { code: 'body-too-slow' };
    if (totalBytes <= place.heldBytes) return undefined;
    const lack = take(totalBytes - place.heldBytes);
    if (lack === undefined) place.heldBytes = totalBytes;
    return lack;
  };
}

/** Makes a place as small as the body is in the end, without what it was decoded from. */
function shrink(place: Place, bytes: number, giveBack: (bytes: number) => void): void {
  const rest = place.heldBytes - bytes;
  if (rest <= 0) return;
  place.heldBytes = bytes;
  giveBack(rest);
}

function noRoom(lack: 'own' | 'all', limits: ShareLimits): Problem {
  const bytes = limits[lack];
  const retryAfterSeconds = 1;
  if (lack === 'own') {
    const detail =
      `the bodies of one client may have ${bytes} bytes at one time ` +
      '(ASSENT_CLIENT_SHARE of ASSENT_BODIES_BYTES_MAX)';
    return { code: 'too-many-requests', retryAfterSeconds, detail };
  }
  const detail = `all bodies may have ${bytes} bytes at one time (ASSENT_BODIES_BYTES_MAX)`;
  return { code: 'overloaded', retryAfterSeconds, detail };
}

function tooLargeFor({ bodyBytesMax }: Pick<BodyLimits, 'bodyBytesMax'>): Problem {
  return {
    code: 'too-large',
    detail: `it may have ${bodyBytesMax} bytes, decompressed (ASSENT_BODY_BYTES_MAX)`,
  };
}
