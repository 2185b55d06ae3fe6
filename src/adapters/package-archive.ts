import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { fail, ok, type Result } from '../result.ts';

/** How much a package may be; an archive beyond it is refused before it costs anything. */
export interface ArchiveLimits {
  readonly archiveBytesMax: number;
  readonly contentBytesMax: number;
  readonly entryBytesMax: number;
  readonly entriesMax: number;
}

const LIMITS: ArchiveLimits = {
  archiveBytesMax: 32 * 1024 * 1024,
  contentBytesMax: 256 * 1024 * 1024,
  entryBytesMax: 16 * 1024 * 1024,
  entriesMax: 20_000,
};
const NAME_LENGTH_MAX = 255;

/** What an archive holds: its JSON files by path, and its digest. */
export interface ArchiveContent {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sha256: string;
}

/**
 * The JSON files of a FHIR package archive (.tgz). The archive is hostile until shown otherwise:
 * too large, too many, links, devices, names that leave `package/` or that come twice, all are
 * refused with one line.
 */
export async function readPackageArchive(
  archive: Uint8Array,
  limits: ArchiveLimits = LIMITS,
): Promise<Result<ArchiveContent, string>> {
  if (archive.byteLength > limits.archiveBytesMax)
    return fail(`the archive is larger than ${limits.archiveBytesMax} bytes`);
  const tar = unpack(archive, limits);
  if (!tar.ok) return tar;
  const files = await readEntries(tar.value, limits);
  if (!files.ok) return files;
  const sha256 = createHash('sha256').update(archive).digest('hex');
  return ok({ files: files.value, sha256 });
}

function unpack(archive: Uint8Array, limits: ArchiveLimits): Result<Buffer, string> {
  try {
    return ok(gunzipSync(archive, { maxOutputLength: limits.contentBytesMax }));
  } catch (error) {
    const isTooLarge =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return fail(
      isTooLarge
        ? `the archive unpacks to more than ${limits.contentBytesMax} bytes`
        : 'the archive is not valid gzip',
    );
  }
}

async function readEntries(
  tar: Buffer,
  limits: ArchiveLimits,
): Promise<Result<ReadonlyMap<string, Uint8Array>, string>> {
  const files = new Map<string, Uint8Array>();
  const names = new Set<string>();
  const entries = extract();
  entries.end(tar);
  try {
    for await (const entry of entries) {
      const { header } = entry;
      const refusal = refuseEntry(header, names, limits);
      if (refusal !== undefined) return fail(refusal);
      names.add(header.name);
      if (header.type === 'directory' || !isWanted(header.name)) {
        entry.resume();
        continue;
      }
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
      files.set(header.name, Buffer.concat(chunks));
    }
  } catch {
    return fail('the archive is not a valid tar file');
  }
  return ok(files);
}

/** Only files directly under `package/` are read; examples and sources are passed over. */
function isWanted(name: string): boolean {
  return /^package\/[^/]+\.json$/.test(name);
}

function refuseEntry(
  header: Header,
  names: ReadonlySet<string>,
  limits: ArchiveLimits,
): string | undefined {
  const { name, type, size = 0 } = header;
  const shown = JSON.stringify(name.slice(0, 80));
  if (names.size >= limits.entriesMax) return `more than ${limits.entriesMax} entries`;
  if (type !== 'file' && type !== 'directory') return `${shown} is a ${type}, not a file`;
  if (name.length > NAME_LENGTH_MAX) return `${shown} … is a name that is too long`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) return `${shown} has control characters`;
  if (name.includes('\\')) return `${shown} has a backslash`;
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return `${shown} is an absolute path`;
  const segments = name.replace(/\/$/, '').split('/');
  if (segments.includes('..')) return `${shown} leaves its folder`;
  if (segments.some((segment) => segment === '' || segment === '.'))
    return `${shown} is not a plain path`;
  if (segments[0] !== 'package') return `${shown} lies outside package/`;
  if (size > limits.entryBytesMax) return `${shown} is larger than ${limits.entryBytesMax} bytes`;
  if (names.has(name)) return `${shown} comes twice`;
  return undefined;
}
