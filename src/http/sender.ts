import type { Request } from 'express';

/** For whom an intermediary says it calls: the header Assent-Sender, without blanks around it. */
export function senderOf({ headers }: Pick<Request, 'headers'>): string | undefined {
  const { 'assent-sender': given } = headers;
  const sender = typeof given === 'string' ? given.trim() : '';
  return SENDER.test(sender) ? sender : undefined;
}

/** What X12 has in a sender's id: printable characters. */
const SENDER = /^[\x20-\x7e]{1,128}$/u;
