// npm run build: the program into dist/, the facts of base R4 into dist/profiles/. Files are moved
// into place one by one when they are complete, so that two builds at once don't harm each other.
// With --if-stale (before the tests), nothing is done when dist/ is of these sources already.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

if (!existsSync(compiler)) {
  const isBuilt = existsSync(join(dist, 'cli', 'main.js'));
  if (isBuilt) console.log('build: no compiler here (npm ci --omit=dev?), dist/ stays as it is');
  else console.error('build: typescript is not installed, and there is no dist/: run npm ci');
  process.exit(isBuilt ? 0 : 1);
}
const stamp = join(dist, '.sources');
const sources = digestOfSources();
const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
if (isFresh && process.argv.includes('--if-stale')) process.exit(0);
const failure = compile();
if (failure !== 0) process.exit(failure);
const { buildBase } = await import('../dist/cli/commands/profiles-base.js');
const startedAt = performance.now();
const isNew = buildBase(root);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(isNew ? `build: base R4 in ${seconds} s` : 'build: base R4 is up to date');

function compile() {
  mkdirSync(dist, { recursive: true });
  const fresh = join(dist, `.${randomUUID()}`);
  try {
    const args = [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', fresh];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
    const emitted = programFiles(fresh);
    // A build that ends halfway is taken for none.
    rmSync(stamp, { force: true });
    for (const path of emitted) {
      mkdirSync(dirname(join(dist, path)), { recursive: true });
      renameSync(join(fresh, path), join(dist, path));
    }
    for (const path of programFiles(dist))
      if (!emitted.includes(path)) rmSync(join(dist, path), { force: true });
    for (const name of ['cli/main.js', 'main.js']) chmodSync(join(dist, name), 0o755);
    writeFileSync(stamp, sources);
    return 0;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The digest of all that the program is compiled from. */
function digestOfSources() {
  const digest = createHash('sha256');
  const below = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  for (const path of [...below.sort(), ...settings.map((name) => join(root, name))]) {
    if (existsSync(path)) digest.update(relative(root, path)).update(readFileSync(path));
  }
  return digest.digest('hex');
}

/** The program's files; what another build has in the making is not among them. */
function programFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'profiles')
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name), { recursive: true })
            .map((path) => join(entry.name, path))
            .filter((path) => path.endsWith('.js'))
        : entry.name,
    );
}
