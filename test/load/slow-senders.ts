import { connect, type Socket } from 'node:net';
import { setPriority } from 'node:os';
import { type SlowKind, slowKinds } from './slow-kinds.ts';

/**
 * A process of slow clients, started with a port, a token and how many there are to be: at `open`
 * all kinds open their connections and do what they do, at `again` also anew when they are closed,
 * at `leave` they leave. They give way to the server: where both want the processor, it has it.
 */
const PIECE_MS = 1_000;
const BETWEEN_MS = 5;
const ADDRESSES = 10;
setPriority(10);
const [port = '', token = '', count = '0'] = process.argv.slice(2);
const open = new Set<Socket>();
let [generation, isAgain] = [0, false];

function begin(kind: SlowKind, number: number): void {
  const mine = generation;
  const localAddress = `${kind.prefix}${1 + (number % ADDRESSES)}`;
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress });
  open.add(socket);
  if (kind.reads) socket.resume();
  else socket.pause();
  const timer = setInterval(() => {
    if (kind.piece !== '' && !socket.writableNeedDrain) socket.write(kind.piece);
  }, PIECE_MS);
  socket.write(kind.first(token, `127.0.0.1:${port}`));
  socket.on('error', () => undefined);
  socket.once('close', () => {
    clearInterval(timer);
    open.delete(socket);
    if (isAgain && generation === mine)
      setTimeout(() => {
        if (isAgain && generation === mine) begin(kind, number);
      }, PIECE_MS);
  });
}

async function beginAll(): Promise<void> {
  const each = Math.ceil(Number(count) / slowKinds.length);
  for (let number = 0; number < each; number += 1) {
    for (const kind of slowKinds) begin(kind, number);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  process.send?.('opened');
}

process.on('message', (order: string) => {
  generation += 1;
  isAgain = order === 'again';
  for (const socket of open) socket.destroy();
  if (order !== 'leave') beginAll();
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
