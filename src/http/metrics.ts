import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RoomMeasure } from '../operations/operation.ts';

/** The figures of the server: no label holds anything that a client or a patient brought. */
export interface Metrics {
  /** A request ended: under which operation, with which status, after how many milliseconds. */
  ended(operation: string, status: number, milliseconds: number): void;
  measureFor(operation: string): RoomMeasure;
  page(): Promise<string>;
}

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
  const rooms = new Histogram({
    name: 'assent_room_seconds',
    help: 'Seconds spent in a step of the pipeline, by operation.',
    labelNames: ['operation', 'room'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const measures = new Map<string, RoomMeasure>();
  return {
    ended: (operation, status, milliseconds) => {
      operations.labels(operation, String(status)).observe(milliseconds / 1000);
    },
    measureFor: (operation) => {
      const measure = measures.get(operation) ?? measureWith(observerOf(rooms, operation));
      measures.set(operation, measure);
      return measure;
    },
    page: () => registry.metrics(),
  };
}

/** Observes the steps of an operation: each has its labels once, not at every request. */
function observerOf(rooms: Histogram<'operation' | 'room'>, operation: string) {
  const known = new Map<string, Histogram.Internal<'operation' | 'room'>>();
  return (room: string, seconds: number): void => {
    const labelled = known.get(room) ?? rooms.labels(operation, room);
    known.set(room, labelled);
    labelled.observe(seconds);
  };
}

function measureWith(observe: (room: string, seconds: number) => void): RoomMeasure {
  return (room, work) => {
    const startedAt = performance.now();
    const done = (): void => observe(room, (performance.now() - startedAt) / 1000);
    const result = work();
    if (result instanceof Promise) result.then(done, done);
    else done();
    return result;
  };
}
