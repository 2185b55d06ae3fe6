/** A command with the number by which its answer is known again; they go out in lists. */
export interface Numbered<Command> {
  readonly number: number;
  readonly command: Command;
}

/** An answer: the reply, or a line that says why there is none. */
export type NumberedReply<Reply> =
  | { readonly number: number; readonly reply: Reply }
  | { readonly number: number; readonly failure: string };

/** The first word of a thread: it is open, or it can't be. */
export type Opening = { readonly opened: true } | { readonly refused: string };

/** What a thread is sent. */
export type ToThread<Command> = readonly Numbered<Command>[] | 'close';
