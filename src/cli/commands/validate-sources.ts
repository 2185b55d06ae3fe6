import { open } from 'node:fs/promises';
import type { CommandContext } from '../command.ts';

/** The bytes of one resource and where they came from: `a.json`, `a.ndjson:12`, `-`. */
export interface SourceText {
  readonly source: string;
  readonly bytes: Uint8Array;
  /** Bytes of the input that were read so far. */
  readonly readBytes: number;
}

const lineFeed = 0x0a;

type Chunks = AsyncIterable<Uint8Array | string>;

/** Opens a file for streaming, or gives standard input for `-`. */
export async function* openChunks(name: string, stdin: CommandContext['stdin']): Chunks {
  if (name === '-') {
    yield* stdin;
    return;
  }
  const file = await open(name);
  yield* file.createReadStream({ highWaterMark: 256 * 1024 });
}

/** The whole input as one resource. */
export async function* readWhole(
  name: string,
  chunks: Chunks,
  bytesMax: number,
): AsyncIterable<SourceText> {
  const kept = new Kept(bytesMax);
  let readBytes = 0;
  for await (const chunk of chunks) {
    const bytes = toBytes(chunk);
    readBytes += bytes.length;
    kept.add(bytes);
  }
  yield { source: name, bytes: kept.take(), readBytes };
}

/** One resource a line, as the lines arrive; blank lines are left out but counted. */
export async function* readLines(
  name: string,
  chunks: Chunks,
  bytesMax: number,
): AsyncIterable<SourceText> {
  const kept = new Kept(bytesMax);
  let line = 1;
  let readBytes = 0;
  for await (const chunk of chunks) {
    const bytes = toBytes(chunk);
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(lineFeed, start);
      if (end === -1) break;
      kept.add(bytes.subarray(start, end));
      const text = kept.take();
      if (!isBlank(text)) {
        yield { source: `${name}:${line}`, bytes: text, readBytes: readBytes + end };
      }
      line += 1;
      start = end + 1;
    }
    kept.add(bytes.subarray(start));
    readBytes += bytes.length;
  }
  const last = kept.take();
  if (!isBlank(last)) yield { source: `${name}:${line}`, bytes: last, readBytes };
}

/**
 * Bytes gathered from pieces; what is beyond one byte more than a judge takes is dropped, so that
 * the judge says that it is too large while memory stays bounded.
 */
class Kept {
  readonly #bytesMax: number;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax + 1;
  }

  add(piece: Uint8Array): void {
    const room = this.#bytesMax - this.#length;
    if (room <= 0 || piece.length === 0) return;
    const part = piece.length > room ? piece.subarray(0, room) : piece;
    this.#pieces.push(part);
    this.#length += part.length;
  }

  take(): Uint8Array {
    const [only] = this.#pieces;
    const all =
      this.#pieces.length === 1 && only !== undefined ? only : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    return all;
  }
}

function toBytes(chunk: Uint8Array | string): Uint8Array {
  return typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
