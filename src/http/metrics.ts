import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { StepMeasure } from '../operations/operation.ts';

/** The metrics of the server: no label holds anything that a client or a patient brought. */
export interface Metrics {
  /** A request ended: under which operation, with which status, after how many milliseconds. */
  ended(operation: string, status: number, milliseconds: number): void;
  measureFor(operation: string): StepMeasure;
  /** The figures for Prometheus, a second old at most. */
  page(): Promise<string>;
}

/** Writing the page takes milliseconds: whoever asks within so many gets the same. */
const PAGE_MS = 1000;

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** Opens a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const operations = new Histogram({
    name: 'assent_operation_seconds',
    help: 'Seconds from the first byte to the last of the answer, by operation and status.',
    labelNames: ['operation', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const steps = new Histogram({
    name: 'assent_step_seconds',
    help: 'Seconds spent in a step of the pipeline, by operation.',
    labelNames: ['operation', 'step'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const measures = new Map<string, StepMeasure>();
  let written: { readonly atMs: number; readonly page: Promise<string> } | undefined;
  return {
    ended: (operation, status, milliseconds) => {
      operations.labels(operation, String(status)).observe(milliseconds / 1000);
    },
    measureFor: (operation) => {
      const measure = measures.get(operation) ?? measureWith(observerOf(steps, operation));
      measures.set(operation, measure);
      return measure;
    },
    page: () => {
      const atMs = performance.now();
      if (written === undefined || atMs - written.atMs >= PAGE_MS) {
        written = { atMs, page: registry.metrics() };
      }
      return written.page;
    },
  };
}

/** Observes the steps of an operation: each has its labels once, not at every request. */
function observerOf(steps: Histogram<'operation' | 'step'>, operation: string) {
  const known = new Map<string, Histogram.Internal<'operation' | 'step'>>();
  return (step: string, seconds: number): void => {
    const labelled = known.get(step) ?? steps.labels(operation, step);
    known.set(step, labelled);
    labelled.observe(seconds);
  };
}

function measureWith(observe: (step: string, seconds: number) => void): StepMeasure {
  return (step, work) => {
    const startedAt = performance.now();
    const done = (): void => observe(step, (performance.now() - startedAt) / 1000);
    const result = work();
    if (result instanceof Promise) result.then(done, done);
    else done();
    return result;
  };
}
