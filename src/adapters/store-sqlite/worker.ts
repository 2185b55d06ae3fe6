import { randomUUID } from 'node:crypto';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Numbered, NumberedReply, Opening, ToThread } from '../threads/messages.ts';
import { openAuditChain } from './audit-chain.ts';
import { openEngine } from './engine.ts';
import { createGroupRunner } from './group-commit.ts';
import { openFile } from './open-file.ts';
import type { Command, Replies } from './protocol.ts';

/** What the store starts its worker with. */
export interface WorkerInput {
  readonly file: string;
  readonly mode: 'write' | 'read';
}

/** Commands that are taken into one transaction at most. */
const GROUP_MAX = 256;

/** The thread that owns the file: it takes what has arrived, commits it as one, and answers. */
async function work(port: NonNullable<typeof parentPort>, input: WorkerInput): Promise<void> {
  const { database, close } = await openFile(input.file, input.mode);
  const audit = openAuditChain(database, randomUUID);
  const runGroup = createGroupRunner({ database, engine: openEngine(database, audit) });
  port.on('message', (message: ToThread<Command>) => {
    if (message === 'close') {
      close();
      port.close();
      return;
    }
    const group = [...message];
    let isClosing = false;
    while (group.length < GROUP_MAX) {
      const more = receiveMessageOnPort(port)?.message;
      isClosing ||= more === 'close';
      if (more === undefined || more === 'close') break;
      for (const one of more) group.push(one);
    }
    if (input.mode === 'read') answerLooks(port, group, runGroup);
    else port.postMessage(runGroup(group));
    if (isClosing) {
      close();
      port.close();
    }
  });
  const opened: Opening = { opened: true };
  port.postMessage(opened);
}

/** Answers of looks wait for one another no longer than this. */
const TOGETHER_MS = 2;

/** A look that takes long keeps none waiting that is done: answers go out as they come. */
function answerLooks(
  port: NonNullable<typeof parentPort>,
  group: readonly Numbered<Command>[],
  runGroup: ReturnType<typeof createGroupRunner>,
): void {
  let replies: NumberedReply<Replies[keyof Replies]>[] = [];
  let sentAt = performance.now();
  for (const one of group) {
    for (const reply of runGroup([one])) replies.push(reply);
    const now = performance.now();
    if (now - sentAt < TOGETHER_MS) continue;
    port.postMessage(replies);
    [replies, sentAt] = [[], now];
  }
  if (replies.length > 0) port.postMessage(replies);
}

if (parentPort !== null) {
  const port = parentPort;
  work(port, workerData).catch((error: unknown) => {
    const refused: Opening = { refused: error instanceof Error ? error.message : String(error) };
    port.postMessage(refused);
    port.close();
  });
}
