import { fail, ok, type Result } from '../../result.ts';
import type { ThreadClient } from './thread-client.ts';

/** Threads that all do the same. */
export type ThreadPool<Command, Reply> = Pick<ThreadClient<Command, Reply>, 'ask' | 'close'>;

/** What a pool is made of. */
export interface PoolInput<Command, Reply> {
  readonly count: number;
  readonly start: (
    onDeath: (reason: string) => void,
  ) => Promise<Result<ThreadClient<Command, Reply>, string>>;
  /** A thread died; it gets a successor. */
  readonly onDeath: (reason: string) => void;
  /** A thread died and no successor could be started. */
  readonly onFatal: (reason: string) => void;
}

/** Starts threads; each command goes to the one that has the fewest. Problems: one line. */
export async function startPool<Command, Reply>(
  input: PoolInput<Command, Reply>,
): Promise<Result<ThreadPool<Command, Reply>, string>> {
  const threads = new Set<ThreadClient<Command, Reply>>();
  let isClosing = false;

  const add = async (): Promise<Result<void, string>> => {
    const started = await input.start((reason) => void replace(reason));
    if (!started.ok) return started;
    threads.add(started.value);
    if (isClosing) await started.value.close();
    return ok(undefined);
  };
  const replace = async (reason: string): Promise<void> => {
    for (const thread of threads) if (!thread.isAlive()) threads.delete(thread);
    input.onDeath(reason);
    const added = await add();
    if (!added.ok) input.onFatal(added.problem);
  };
  const close = async (): Promise<void> => {
    isClosing = true;
    await Promise.all([...threads].map((thread) => thread.close()));
  };

  const added = await Promise.all(Array.from({ length: input.count }, add));
  const refused = added.find((one) => !one.ok);
  if (refused !== undefined) {
    await close();
    return refused;
  }
  return ok({
    ask: async (command, transfer) =>
      leastBusy(threads)?.ask(command, transfer) ?? fail('no thread is there'),
    close,
  });
}

function leastBusy<Command, Reply>(
  threads: ReadonlySet<ThreadClient<Command, Reply>>,
): ThreadClient<Command, Reply> | undefined {
  let found: ThreadClient<Command, Reply> | undefined;
  for (const thread of threads) {
    if (!thread.isAlive()) continue;
    if (found === undefined || thread.waiting() < found.waiting()) found = thread;
  }
  return found;
}
