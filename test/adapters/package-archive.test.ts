import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPackageArchive } from '../../src/adapters/package-archive.ts';
import { tarArchive, tarFile } from './tar-archive.ts';

const limits = {
  archiveBytesMax: 4_000,
  contentBytesMax: 64_000,
  entryBytesMax: 20_000,
  entriesMax: 5,
};
const manifest = { name: 'package/package.json', content: '{}' };

async function refusal(archive: Uint8Array): Promise<string> {
  const read = await readPackageArchive(archive, limits);
  return read.ok ? 'read' : read.problem;
}

test('the JSON files directly under package/ are read, all others are passed over', async () => {
  const archive = tarArchive([
    { name: 'package/', type: '5' },
    manifest,
    { name: 'package/ValueSet-a.json', content: '{"resourceType":"ValueSet"}' },
    { name: 'package/example/Claim-a.json', content: 'not read' },
    { name: 'package/notes.md', content: '# not read' },
  ]);
  const read = await readPackageArchive(archive, limits);
  const texts = read.ok && [...read.value.files].map(([path, bytes]) => [path, String(bytes)]);
  expect(texts).toEqual([
    ['package/package.json', '{}'],
    ['package/ValueSet-a.json', '{"resourceType":"ValueSet"}'],
  ]);
  expect(read.ok && read.value.sha256).toMatch(/^[0-9a-f]{64}$/);
});

const entries: readonly [string, Parameters<typeof tarArchive>[0][number], string][] = [
  ['an absolute path', { name: '/etc/passwd' }, 'is an absolute path'],
  ['a drive', { name: 'C:/package/a.json' }, 'is an absolute path'],
  ['a path upwards', { name: 'package/../../a.json' }, 'leaves its folder'],
  ['a path upwards at the end', { name: 'package/..' }, 'leaves its folder'],
  ['a backslash', { name: 'package\\..\\a.json' }, 'has a backslash'],
  ['an empty segment', { name: 'package//a.json' }, 'is not a plain path'],
  ['a dot segment', { name: 'package/./a.json' }, 'is not a plain path'],
  ['another root', { name: 'other/a.json' }, 'lies outside package/'],
  ['a root of like name', { name: 'package-2/a.json' }, 'lies outside package/'],
  ['a line feed', { name: 'package/a\n.json' }, 'has control characters'],
  ['an escape', { name: 'package/\u001b[2J.json' }, 'has control characters'],
  ['a symbolic link', { name: 'package/a.json', type: '2', link: '/etc/passwd' }, 'is a symlink'],
  ['a hard link', { name: 'package/a.json', type: '1', link: 'package/package.json' }, 'is a link'],
  ['a character device', { name: 'package/a.json', type: '3' }, 'is a character-device'],
  ['a block device', { name: 'package/a.json', type: '4' }, 'is a block-device'],
  ['a pipe', { name: 'package/a.json', type: '6' }, 'is a fifo'],
  ['a name that comes twice', manifest, 'comes twice'],
  [
    'an entry that is too large',
    { name: 'package/a.json', content: 'a'.repeat(20_001) },
    'is larger than 20000 bytes',
  ],
];

test.each(entries)('refused: %s', async (_, entry, reason) => {
  const line = await refusal(tarArchive([manifest, entry]));
  expect(line).toContain(reason);
  expect(line).toMatch(/^[ -~…]+$/);
  expect(line.length).toBeLessThan(200);
});

const archives: readonly [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(), 'not valid gzip'],
  ['plain text', Buffer.from('hello'), 'not valid gzip'],
  ['a truncated gzip', tarArchive([manifest]).slice(0, 60), 'not valid gzip'],
  ['a gzip that is no tar', gzipSync('x'.repeat(2_000)), 'not a valid tar'],
  ['a truncated tar', gzipSync(tarFile([manifest]).slice(0, 513)), 'not a valid tar'],
  [
    'a header that claims more than is there',
    tarArchive([{ ...manifest, size: 19_000 }]),
    'not a valid tar',
  ],
  ['a bomb', gzipSync(Buffer.alloc(1_000_000)), 'unpacks to more than 64000 bytes'],
  ['a large archive', Buffer.alloc(4_001), 'larger than 4000 bytes'],
  [
    'many entries',
    tarArchive([1, 2, 3, 4, 5, 6].map((n) => ({ name: `package/${n}.json` }))),
    'more than 5 entries',
  ],
];

test.each(archives)('refused: %s', async (_, archive, reason) => {
  expect(await refusal(archive)).toContain(reason);
});
