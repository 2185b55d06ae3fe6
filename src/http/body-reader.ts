import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';

/** How much a body may be, how long it may take, and how much all of them may be together. */
export interface BodyLimits {
  readonly bodyBytesMax: number;
  readonly bodiesBytesMax: number;
  readonly bodyTimeoutMs: number;
}

/** Reads the body of a request, decompressed and within limits. */
export type ReadBody = (request: IncomingMessage) => Promise<Result<Uint8Array, Problem>>;

type Decoder = () => NodeJS.ReadWriteStream;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * A reader that counts decoded bytes: what is larger is cut off where the limit is, whatever its
 * length said. Problems: too-large, encoding-unsupported, encoding-broken, body-too-slow, overloaded.
 */
export function createBodyReader(limits: BodyLimits): ReadBody {
  let heldBytes = 0;
  return async (request) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > limits.bodyBytesMax) return fail({ code: 'too-large' });
    const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
    const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
    if (decoder === undefined && encoding !== 'identity' && encoding !== '') {
      return fail({ code: 'encoding-unsupported' });
    }
    const source = decoder === undefined ? request : request.pipe(decoder());
    let ownBytes = 0;
    const result = await collect({ request, source: toReadable(source), limits }, (bytes) => {
      ownBytes += bytes;
      heldBytes += bytes;
      if (ownBytes > limits.bodyBytesMax) return 'too-large';
      return heldBytes > limits.bodiesBytesMax ? 'overloaded' : undefined;
    });
    heldBytes -= ownBytes;
    return result;
  };
}

function toReadable(stream: NodeJS.ReadableStream): NodeJS.ReadableStream {
  return stream;
}

interface Reading {
  readonly request: Readable;
  readonly source: NodeJS.ReadableStream;
  readonly limits: BodyLimits;
}

/** Says what is wrong once so many bytes more have come. */
type Count = (bytes: number) => 'too-large' | 'overloaded' | undefined;

function collect(
  { request, source, limits }: Reading,
  count: Count,
): Promise<Result<Uint8Array, Problem>> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const end = (result: Result<Uint8Array, Problem>): void => {
      clearTimeout(timer);
      source.removeAllListeners('data');
      if (!result.ok) {
        request.unpipe();
        request.pause();
      }
      resolve(result);
    };
    const timer = setTimeout(() => end(fail({ code: 'body-too-slow' })), limits.bodyTimeoutMs);
    source.on('data', (chunk: Buffer) => {
      const problem = count(chunk.length);
      if (problem === undefined) chunks.push(chunk);
      else
        end(
          fail(
            problem === 'overloaded' ? { code: problem, retryAfterSeconds: 1 } : { code: problem },
          ),
        );
    });
    source.on('end', () => end(ok(joined(chunks))));
    source.on('error', () => end(fail({ code: 'encoding-broken' })));
    request.on('aborted', () => end(fail({ code: 'body-too-slow' })));
  });
}

function joined(chunks: readonly Buffer[]): Uint8Array {
  const [first, ...more] = chunks;
  if (first === undefined) return new Uint8Array();
  return more.length === 0 ? first : Buffer.concat(chunks);
}
