import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { inviteBody } from './end-answer.ts';

/** How much a body may be, how long it may take, and how much all of them may be together. */
export interface BodyLimits {
  readonly bodyBytesMax: number;
  readonly bodiesBytesMax: number;
  readonly bodyTimeoutMs: number;
}

/** Reads the body of a request, decompressed and within limits. */
export type ReadBody = (
  request: IncomingMessage,
  response: ServerResponse,
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
 * length said. A body counts among those that are held until its request is answered.
 * Problems: too-large, encoding-unsupported, encoding-broken, body-too-slow, overloaded.
 */
export function createBodyReader(limits: BodyLimits): ReadBody {
  let heldBytes = 0;
  return async (request, response) => {
    const length = Number(request.headers['content-length'] ?? 0);
    const tooLarge = tooLargeFor(limits);
    if (length > limits.bodyBytesMax) return fail(tooLarge);
    const decoder = decoderOf(request);
    if (!decoder.ok) return decoder;
    let ownBytes = 0;
    response.once('close', () => {
      heldBytes -= ownBytes;
    });
    inviteBody(request, response);
    const reading = { request, decoder: decoder.value?.(), limits };
    return collect(reading, (bytes) => {
      ownBytes += bytes;
      heldBytes += bytes;
      if (ownBytes > limits.bodyBytesMax) return tooLarge;
      if (heldBytes <= limits.bodiesBytesMax) return undefined;
      return { code: 'overloaded', retryAfterSeconds: 1 };
    });
  };
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

interface Reading {
  readonly request: IncomingMessage;
  readonly decoder: Transform | undefined;
  readonly limits: BodyLimits;
}

/** Says what is wrong once so many bytes more have come. */
type Count = (bytes: number) => Problem | undefined;

function collect(
  { request, decoder, limits }: Reading,
  count: Count,
): Promise<Result<Uint8Array, Problem>> {
  return new Promise((resolve) => {
    const source = decoder === undefined ? request : request.pipe(decoder);
    const chunks: Buffer[] = [];
    let encodedBytes = 0;
    const measureEncoded = (chunk: Buffer): void => {
      // A stream of empty members decodes to nothing, however long it is.
      encodedBytes += chunk.length;
      if (encodedBytes > limits.bodyBytesMax) end(fail(tooLargeFor(limits)));
    };
    const take = (chunk: Buffer): void => {
      const problem = count(chunk.length);
      if (problem === undefined) chunks.push(chunk);
      else end(fail(problem));
    };
    const finish = (): void => end(ok(joined(chunks)));
    const refuseBroken = (): void => end(fail({ code: 'encoding-broken' }));
    // Nobody reads the answer any more; the code tells only the log.
    const giveUp = (): void => end(fail({ code: 'body-too-slow' }));
    const giveUpHalf = (): void => {
      if (!request.complete) giveUp();
    };
    const timer = setTimeout(giveUp, limits.bodyTimeoutMs);
    const end = (result: Result<Uint8Array, Problem>): void => {
      clearTimeout(timer);
      source.off('data', take).off('end', finish);
      request.off('data', measureEncoded).off('error', giveUp).off('close', giveUpHalf);
      request.unpipe();
      if (!result.ok) request.pause();
      decoder?.destroy();
      resolve(result);
    };
    source.on('data', take).on('end', finish);
    if (decoder !== undefined) request.on('data', measureEncoded);
    // Errors may come more than once, and after the end: the listeners for them stay.
    request.on('error', () => undefined).once('error', giveUp);
    request.once('close', giveUpHalf);
    decoder?.on('error', refuseBroken);
  });
}

function joined(chunks: readonly Buffer[]): Uint8Array {
  const [first, ...more] = chunks;
  if (first === undefined) return new Uint8Array();
  return more.length === 0 ? first : Buffer.concat(chunks);
}
