import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { onceAnswered } from './answered.ts';
import { type BodyPace, type Count, type Counts, collectBody } from './collect-body.ts';
import { inviteBody } from './end-answer.ts';
import { createShares, type ShareLimits, shareOf } from './shares.ts';
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

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The content encodings that are taken. */
export const takenEncodings: readonly string[] = Object.keys(decoders);

/**
 * A reader that counts decoded bytes: what is larger is cut off where the limit is, whatever its
 * length said. A body waits for a place among those that are held, has it from its length on, so
 * that those which have begun can end, and keeps it until its request is answered. What a body
 * becomes beyond its length, when it is compressed or says none, does not wait: if all waited that
 * have begun, none would end.
 * Problems: too-large, encoding-unsupported, encoding-broken, body-too-slow, overloaded,
 * too-many-requests.
 */
export function createBodyReader(limits: BodyLimits): ReadBody {
  const { bodyBytesMax, bodiesBytesMax: all, clientSharePercent, bodyWaitMs } = limits;
  const own = shareOf(all, clientSharePercent, bodyBytesMax);
  const shares = createShares({ all, own });
  const line = createWaitingLine(shares, bodyWaitMs);
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
    onceAnswered(response, giveBack);
    inviteBody(request, response);
    const reading = { request, decoder: decoder.value?.(), pace: limits, length };
    const grow = growing(place, (bytes) => {
      const missing = shares.take(client, bytes);
      return missing === undefined ? undefined : noRoom(missing, { all, own });
    });
    const body = await collectBody(reading, countsFor(limits, grow));
    // What was refused is not held any more, and makes room for those that have begun.
    if (!body.ok) giveBack();
    return body;
  };
}

/** A stream of empty members decodes to nothing, however long it is: both lengths are limited. */
function countsFor(limits: BodyLimits, grow: Grow): Counts {
  const tooLarge = tooLargeFor(limits);
  let [encodedBytes, decodedBytes] = [0, 0];
  return {
    encoded: (bytes) => {
      encodedBytes += bytes;
      return encodedBytes > limits.bodyBytesMax ? tooLarge : undefined;
    },
    decoded: (bytes) => {
      decodedBytes += bytes;
      return decodedBytes > limits.bodyBytesMax ? tooLarge : grow(decodedBytes);
    },
  };
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

function decoderOf({ headers }: IncomingMessage): Result<(() => Transform) | undefined, Problem> {
  const transfer = (headers['transfer-encoding'] ?? 'chunked').trim().toLowerCase();
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (transfer !== 'chunked') return fail(otherEncoding);
  if (encoding === 'identity' || encoding === '') return ok(undefined);
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  return decoder === undefined ? fail(otherEncoding) : ok(decoder);
}

const otherEncoding: Problem = {
  code: 'encoding-unsupported',
  detail: `send it as it is, or with one of ${takenEncodings.join(', ')}`,
};
