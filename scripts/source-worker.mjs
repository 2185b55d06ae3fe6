// Runs a worker thread from its TypeScript source, in development and tests: loaders that the main
// thread has registered do not reach the entry of a worker. `workerData.source` names the module.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.source);
