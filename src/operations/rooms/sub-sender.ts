import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { ReviewRequest } from '../../domain/review/review-request.ts';
import { subSenderOf } from '../../domain/review/sub-sender.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Call } from '../operation.ts';

/**
 * For whom a request is sent; undefined for a practice, which sends for itself. What the header
 * Assent-Sender says has to be what the request says. Problems: parameter-invalid.
 */
export function submittedFor(
  { client, sender }: Call,
  request: ReviewRequest,
): Result<string | undefined, Problem> {
  if (client.kind !== 'intermediary') return ok(undefined);
  const named = subSenderOf(request);
  if (sender === undefined || sender === named) return ok(named);
  const read = named === undefined ? 'names no sender' : `is of ${quoted(named)}`;
  const mend = named === undefined ? '' : `, or say ${quoted(named)}`;
  const detail =
    `The header Assent-Sender says ${quoted(sender)}, and the request ${read} (ISA06, else GS02, ` +
    `else the NPI of who asked). To mend it: leave the header out${mend}.`;
  return fail({ code: 'parameter-invalid', detail });
}

/** A sender as far as it goes into an answer. */
function quoted(sender: string): string {
  return JSON.stringify(sender.slice(0, 128));
}

/** Who submits, as a name in keys: what one sender of an intermediary sent answers no other. */
export function submitterName({ id }: Call['client'], subSender: string | undefined): string {
  return subSender === undefined ? id : JSON.stringify([id, subSender]);
}

/**
 * For whom a client reads; undefined for a practice. An intermediary has to say it, and sees
 * nothing of its other senders. Problems: parameter-invalid.
 */
export function readFor({ client, sender }: Call): Result<string | undefined, Problem> {
  if (client.kind !== 'intermediary') return ok(undefined);
  if (sender !== undefined) return ok(sender);
  const detail =
    'An intermediary reads for one of its senders. To mend it: name the sender as the request ' +
    'did (ISA06, else GS02, else the NPI of who asked) in the header Assent-Sender.';
  return fail({ code: 'parameter-invalid', detail });
}

/** True when a case is that of a client, and of the sender for whom it reads. */
export function isReadBy(
  { submitterId, subSender }: Pick<ReviewCase, 'submitterId' | 'subSender'>,
  { client }: Call,
  sender: string | undefined,
): boolean {
  return submitterId === client.id && subSender === sender;
}
