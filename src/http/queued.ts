import type { IncomingMessage, ServerResponse } from 'node:http';

type Connection = IncomingMessage['socket'];

const queues = new WeakMap<Connection, Set<ServerResponse>>();

/**
 * Closes a response with its connection when it still waits there behind another: Node tells the
 * end of a connection only to the response whose turn it is, and what the others hold would be
 * lost for ever.
 */
export function closeQueued({ socket }: IncomingMessage, response: ServerResponse): void {
  // A request that comes alone, as nearly all do, has its turn at once.
  if (response.socket !== null) return;
  const queue = queues.get(socket) ?? openQueue(socket);
  queue.add(response);
  response.once('socket', () => queue.delete(response));
}

function openQueue(socket: Connection): Set<ServerResponse> {
  const queue = new Set<ServerResponse>();
  queues.set(socket, queue);
  socket.once('close', () => {
    for (const response of queue) response.destroy().emit('close');
  });
  return queue;
}
