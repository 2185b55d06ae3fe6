import { Worker } from 'node:worker_threads';

/**
 * A thread that runs the module of a name beside the caller (its `import.meta.url`). Sources run
 * through a loader that a thread has to be told of; built files need none.
 */
export function newThread(caller: string, name: string, input: object): Worker {
  const isSource = caller.endsWith('.ts');
  const module = new URL(`./${name}.${isSource ? 'ts' : 'js'}`, caller);
  if (!isSource) return new Worker(module, { workerData: input });
  const loader = new URL('../../../scripts/source-worker.mjs', import.meta.url);
  return new Worker(loader, { workerData: { ...input, source: module.href }, execArgv: [] });
}
