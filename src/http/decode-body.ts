import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Count } from './collect-body.ts';
import { createShares } from './shares.ts';
import { createWaitingLine } from './waiting-line.ts';

/** Makes what undoes an encoding. */
export type MakeDecoder = () => Transform;

/** Each piece costs the thread that carries all requests a turn: few large ones cost it less. */
const pieces = { chunkSize: 128 * 1024 };

const decoders: Readonly<Record<string, MakeDecoder>> = {
  gzip: () => createGunzip(pieces),
  'x-gzip': () => createGunzip(pieces),
  deflate: () => createInflate(pieces),
  br: () => createBrotliDecompress(pieces),
};

/** The content encodings that are taken. */
export const takenEncodings: readonly string[] = Object.keys(decoders);

/**
 * The decoder of a request; undefined when its body comes as it is.
 * Problems: encoding-unsupported.
 */
export function decoderOf({
  headers,
}: Pick<IncomingMessage, 'headers'>): Result<MakeDecoder | undefined, Problem> {
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

/** A body that has come whole, and what counts its bytes as they are decoded. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly makeDecoder: MakeDecoder;
  readonly count: Count;
}

/** Decodes a body of a client once it is its turn. */
export type DecodeBody = (
  encoded: Encoded,
  client: string,
  response: ServerResponse,
) => Promise<Result<Uint8Array, Problem>>;

/** Bodies that are decoded at one time: a few bytes may take as long as many. */
const AT_ONCE = { all: 3, own: 1 };

/**
 * Decodes one body of a client after the other, so that those who send bombs wait for themselves.
 * Problems: encoding-broken, body-too-slow when the sender has gone, what counting says;
 * overloaded and too-many-requests when its turn does not come in `waitMs`.
 */
export function createDecoding(waitMs: number): DecodeBody {
  const line = createWaitingLine(createShares(AT_ONCE), waitMs);
  return async (encoded, client, response) => {
    const lack = await line.take(client, 1, response);
    if (lack !== undefined) return fail(noTurn(lack));
    try {
      return response.destroyed ? fail({ code: 'body-too-slow' }) : await decoded(encoded);
    } finally {
      line.giveBack(client, 1);
    }
  };
}

function noTurn(lack: 'own' | 'all'): Problem {
  const code = lack === 'own' ? 'too-many-requests' : 'overloaded';
  const whose = lack === 'own' ? 'of one client' : '';
  const detail = `${AT_ONCE[lack]} compressed ${whose} at one time (ASSENT_BODY_WAIT_MS)`;
  return { code, retryAfterSeconds: 1, detail: detail.replace('  ', ' ') };
}

function decoded({ bytes, makeDecoder, count }: Encoded): Promise<Result<Uint8Array, Problem>> {
  return new Promise((resolve) => {
    const decoder = makeDecoder();
    const chunks: Buffer[] = [];
    const end = (result: Result<Uint8Array, Problem>): void => {
      decoder.off('data', take).destroy();
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      const problem = count(chunk.length);
      if (problem === undefined) chunks.push(chunk);
      else end(fail(problem));
    };
    decoder.on('data', take);
    decoder.once('end', () => end(ok(Buffer.concat(chunks))));
    // It may come more than once, and after the end.
    decoder.on('error', () => end(fail({ code: 'encoding-broken' })));
    decoder.end(bytes);
  });
}
