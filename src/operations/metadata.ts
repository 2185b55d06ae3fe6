import { capabilityStatement } from '../fhir/capability/capability-statement.ts';
import { ok, present } from '../result.ts';
import type { Operation } from './operation.ts';

/** What the statement says of this server. */
export interface ServerIdentity {
  readonly fhirBase: string;
  readonly version: string;
  /** The day on which this version was made. */
  readonly date: string;
}

/** `GET metadata`: what this server can do, told by the table of operations itself. */
export function metadataOperation(
  identity: ServerIdentity,
  operations: () => readonly Operation[],
): Operation {
  return {
    name: 'metadata',
    method: 'GET',
    path: '/metadata',
    kind: 'fhir',
    hasBody: false,
    weight: 1,
    budgetMs: 1_000,
    run: () => {
      const rows = operations().flatMap(({ capability, scope }) =>
        capability === undefined ? [] : [present({ ...capability, scope })],
      );
      return Promise.resolve(ok({ status: 200, body: capabilityStatement(identity, rows) }));
    },
  };
}
