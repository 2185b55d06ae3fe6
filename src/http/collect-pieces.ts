/** What has come of a body. */
export interface Collected {
  add(piece: Buffer): void;
  /** All of it; nothing is added any more. */
  bytes(): Uint8Array;
}

/** Small pieces share blocks of so many bytes. */
const BLOCK_BYTES = 64 * 1024;

/**
 * Collects a body of unknown length. One that comes in one piece stays as it is; otherwise the
 * pieces are copied into blocks and let go, so that what is kept is as large as the body and a
 * block at most: a piece of one byte costs hundreds while it is kept as one.
 */
export function collectUnknown(): Collected {
  const blocks: Buffer[] = [];
  let first: Buffer | undefined;
  let block = Buffer.alloc(0);
  let filled = 0;
  const copy = (piece: Buffer): void => {
    for (let at = 0; at < piece.length; ) {
      if (filled === block.length) {
        block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
        filled = 0;
        blocks.push(block);
      }
      const copied = piece.copy(block, filled, at);
      filled += copied;
      at += copied;
    }
  };
  return {
    add: (piece) => {
      if (blocks.length === 0 && first === undefined) {
        first = piece;
        return;
      }
      if (first !== undefined) copy(first);
      first = undefined;
      copy(piece);
    },
    bytes: () => {
      if (first !== undefined) return first;
      const missing = block.length - filled;
      return Buffer.concat(blocks, blocks.length * BLOCK_BYTES - missing);
    },
  };
}

/** A body of known length is written where it stays: it is never there twice. */
export function collectKnown(length: number): Collected {
  const whole = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  return {
    add: (piece) => {
      filled += piece.copy(whole, filled);
    },
    bytes: () => whole.subarray(0, filled),
  };
}
