import type { IncomingMessage, ServerResponse } from 'node:http';

type Connection = IncomingMessage['socket'];

const queues = new WeakMap<Connection, Set<ServerResponse>>();

/**
 * Closes a response with its connection when it still waits there behind another: Node tells the
 * end of a connection only to the response whose turn it is, and what the others hold would be
 * lost for ever. Gives back how many wait on the connection now, this one among them.
 */
export function closeQueued({ socket }: IncomingMessage, response: ServerResponse): number {
  // A request that comes alone, as nearly all do, has its turn at once.
  if (response.socket !== null) return 0;
  const queue = queues.get(socket) ?? openQueue(socket);
  queue.add(response);
  response.once('socket', () => queue.delete(response));
  return queue.size;
}

function openQueue(socket: Connection): Set<ServerResponse> {
  const queue = new Set<ServerResponse>();
  queues.set(socket, queue);
  socket.once('close', () => {
    for (const response of queue) response.destroy().emit('close');
  });
  return queue;
}
