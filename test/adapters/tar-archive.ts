import { gzipSync } from 'node:zlib';

/** One entry as it is to stand in the archive, honest or not. */
export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  readonly link?: string;
  /** The size the header claims, when it lies. */
  readonly size?: number;
}

/** A .tgz written by hand, so that it can hold what no packer would write. */
export function tarArchive(entries: readonly TarEntry[]): Uint8Array {
  return gzipSync(tarFile(entries));
}

/** The same without the compression. */
export function tarFile(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap((entry) => {
    const body = Buffer.from(entry.content ?? '');
    const padding = Buffer.alloc((512 - (body.length % 512)) % 512);
    return [header(entry, entry.size ?? body.length), body, padding];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(entry: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(entry.name, 0, 100, 'utf8');
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write(entry.type ?? '0', 156);
  block.write(entry.link ?? '', 157, 100, 'utf8');
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
