// Runs a worker thread from its TypeScript source, in development: loaders that the main thread has
// registered do not reach the entry of a worker. `workerData.source` names the module. The tests
// have just built dist/ from the same sources (test/global-setup.ts) and say so: to load built
// files costs a tenth of what the loader of sources does, for each thread.
import { workerData } from 'node:worker_threads';

const { source } = workerData;
const [sources, built] = ['../src/', '../dist/'].map((path) => new URL(path, import.meta.url).href);
if (process.env.THREADS_FROM === 'dist' && source.startsWith(sources)) {
  await import(`${built}${source.slice(sources.length).replace(/\.ts$/u, '.js')}`);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source);
}
