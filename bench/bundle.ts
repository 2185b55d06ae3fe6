import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { project } from '../test/conformance/hostile/project.ts';
import { seededExample } from '../test/conformance/seeds.ts';

/** The bundle that is measured. */
export interface Subject {
  readonly bytes: Uint8Array;
  readonly origin: string;
}

/** The folder of the guides' packages, when it is there. */
export const guides: string = join(project, '..', 'shared', 'ig');

/** The official request bundle: with its narratives when the package is there, else without. */
export async function readSubject(): Promise<Subject> {
  const archive = join(guides, 'davinci_pas_2.2.1.tgz');
  if (existsSync(archive)) {
    const wanted = `package/example/${seededExample}.json`;
    for await (const [name, bytes] of filesOf(archive)) {
      if (name === wanted) return { bytes, origin: `the official ${seededExample}` };
    }
  }
  const folder = join(project, 'test/conformance/fixtures/pas-2.2.1');
  const bytes = readFileSync(join(folder, `${seededExample}.json`));
  return { bytes, origin: `the fixture ${seededExample} (no narratives, ../shared is not here)` };
}

/** The files of a package, one after the other. */
export async function* filesOf(archive: string): AsyncGenerator<readonly [string, Uint8Array]> {
  const entries = createReadStream(archive).pipe(createGunzip()).pipe(extract());
  for await (const entry of entries) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
    yield [entry.header.name, Buffer.concat(chunks)];
  }
}
