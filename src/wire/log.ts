import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from '../settings/settings-shape.ts';

/** Where the log goes when nobody says otherwise: the process's standard error. */
const STDERR = 2;

/** The server's log: JSON lines with names of levels and ISO times; coloured on a terminal. */
export function createLog(level: Settings['logLevel'], to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, to ?? ownStream());
}

function ownStream(): DestinationStream {
  if (!process.stderr.isTTY) return pino.destination(STDERR);
  return pretty({ destination: STDERR, translateTime: 'SYS:HH:MM:ss.l', singleLine: true });
}
