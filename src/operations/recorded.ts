import { stringifyJson } from '../fhir/json/stringify-json.ts';
import { toOutcome } from '../fhir/outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExchangeLog } from '../ports/exchange-log.ts';
import { statusOf } from '../problem.ts';
import type { Operation } from './operation.ts';

/** What testers look at; more would be held for as long as nobody else calls. */
const REQUEST_BYTES_MAX = 1024 * 1024;

/** The text of a body, or of its start when it is longer than anybody reads. */
function startOf({ buffer, byteOffset, length }: Uint8Array): string {
  const bytes = Math.min(length, REQUEST_BYTES_MAX);
  const text = Buffer.from(buffer, byteOffset, bytes).toString('utf8');
  return bytes < length ? `${text}…` : text;
}

/** An operation whose exchanges are kept for testers to look at. */
export function recorded(operation: Operation, log: ExchangeLog, clock: Clock): Operation {
  return {
    ...operation,
    run: async (call) => {
      const result = await operation.run(call);
      const subSender = result.ok ? result.value.about?.subSender : call.sender;
      const text = result.ok ? result.value.text : undefined;
      const body = result.ok ? result.value.body : toOutcome(result.problem);
      log.add({
        requestId: call.requestId,
        at: clock.now(),
        clientId: call.client.id,
        ...(subSender === undefined ? {} : { subSender }),
        operation: operation.name,
        status: result.ok ? result.value.status : statusOf(result.problem),
        request: startOf(call.body),
        response: text ?? (body === undefined ? '' : stringifyJson(body)),
      });
      return result;
    },
  };
}
