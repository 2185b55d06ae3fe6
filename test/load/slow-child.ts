import { heard, start } from '../hostile/children.ts';

/** Slow clients in a process of their own. */
export interface SlowClients {
  /** Opens all connections, and with `again` each anew whenever it is closed. */
  open(how: 'open' | 'again'): Promise<void>;
  leave(): void;
  stop(): void;
}

/** Comes back when they are ready to open so many connections. */
export async function startSlow(
  { port, count }: { readonly port: number; readonly count: number },
  token: string,
): Promise<SlowClients> {
  const child = start('../load/slow-senders.ts', [String(port), token, String(count)]);
  await heard(child, 'ready');
  return {
    open: async (how) => {
      const opened = heard(child, 'opened');
      child.send(how);
      await opened;
    },
    leave: () => void child.send('leave'),
    stop: () => child.kill(),
  };
}
