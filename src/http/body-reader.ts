import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { onceAnswered } from './answered.ts';
import { type BodyPace, type Counts, collectBody } from './collect-body.ts';
import { inviteBody } from './end-answer.ts';
import { createShares, type Shares, shareOf } from './shares.ts';

/** How much a body may be, how long it may take, and how much all of them may be together. */
export type BodyLimits = BodyPace &
  Pick<Settings, 'bodyBytesMax' | 'bodiesBytesMax' | 'clientShare'>;

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

/**
 * A reader that counts decoded bytes: what is larger is cut off where the limit is, whatever its
 * length said. A body has its place among those that are held from its length on, so that those
 * which have begun can end; it keeps it until its request is answered.
 * Problems: too-large, encoding-unsupported, encoding-broken, body-too-slow, overloaded,
 * too-many-requests.
 */
export function createBodyReader(limits: BodyLimits): ReadBody {
  const { bodyBytesMax, bodiesBytesMax, clientShare } = limits;
  const own = shareOf(bodiesBytesMax, clientShare, bodyBytesMax);
  const shares = createShares({ all: bodiesBytesMax, own });
  return async (request, response, client) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > bodyBytesMax) return fail(tooLargeFor(limits));
    const decoder = decoderOf(request);
    if (!decoder.ok) return decoder;
    const place = placeFor(shares, client, { own, all: bodiesBytesMax });
    const lack = place.grow(length);
    if (lack !== undefined) return fail(lack);
    onceAnswered(response, place.giveBack);
    inviteBody(request, response);
    const reading = { request, decoder: decoder.value?.(), pace: limits, length };
    const body = await collectBody(reading, countsFor(limits, place));
    // What was refused is not held any more, and makes room for those that have begun.
    if (!body.ok) place.giveBack();
    return body;
  };
}

/** A stream of empty members decodes to nothing, however long it is: both lengths are limited. */
function countsFor(limits: BodyLimits, place: Place): Counts {
  const tooLarge = tooLargeFor(limits);
  let [encodedBytes, decodedBytes] = [0, 0];
  return {
    encoded: (bytes) => {
      encodedBytes += bytes;
      return encodedBytes > limits.bodyBytesMax ? tooLarge : undefined;
    },
    decoded: (bytes) => {
      decodedBytes += bytes;
      return decodedBytes > limits.bodyBytesMax ? tooLarge : place.grow(decodedBytes);
    },
  };
}

interface Place {
  /** Makes the place at least so large. */
  grow(bytes: number): Problem | undefined;
  giveBack(): void;
}

function placeFor(
  shares: Shares,
  client: string,
  limits: { readonly own: number; readonly all: number },
): Place {
  let [heldBytes, isOver] = [0, false];
  return {
    grow: (bytes) => {
      // Its sender is gone: what is still being decompressed is for nobody.
      if (isOver) return { code: 'body-too-slow' };
      const more = bytes - heldBytes;
      if (more <= 0) return undefined;
      const lack = shares.take(client, more);
      if (lack !== undefined) return noRoom(lack, limits[lack]);
      heldBytes = bytes;
      return undefined;
    },
    giveBack: () => {
      if (heldBytes > 0) shares.giveBack(client, heldBytes);
      [heldBytes, isOver] = [0, true];
    },
  };
}

function noRoom(lack: 'own' | 'all', bytes: number): Problem {
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
  if (transfer !== 'chunked') return fail({ code: 'encoding-unsupported' });
  if (encoding === 'identity' || encoding === '') return ok(undefined);
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  return decoder === undefined ? fail({ code: 'encoding-unsupported' }) : ok(decoder);
}
