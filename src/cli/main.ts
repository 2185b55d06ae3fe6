#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { commandParts } from '../wire/commands.ts';
import { commandTable } from './command-table.ts';
import { run } from './run.ts';

/** A fault of Assent itself: none of the three exit codes may stand for it. */
const exitFault = 70;

function readVersion(): string {
  const file: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const isObject = typeof file === 'object' && file !== null;
  return isObject && 'version' in file ? String(file.version) : 'unknown';
}

/** What a shell says of a program whose reader has gone: 128 and the number of SIGPIPE. */
const exitNoReader = 141;

function endWithFault(error: unknown): never {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`assent: a fault of Assent itself, please report it: ${text}\n`);
  process.exit(exitFault);
}

// A reader that goes away (`assent validate … | head`) has not heard that all is clean, and wanted
// no more: that is none of the program's own ends.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitNoReader : exitFault);
  });
}
// Node's own end would be 1, which says that there are findings.
process.on('uncaughtException', endWithFault);

try {
  const { stdin, stdout, stderr, env } = process;
  const surroundings = { stdin, stdout, stderr, env, version: readVersion() };
  process.exitCode = await run(commandTable(commandParts), process.argv.slice(2), surroundings);
} catch (error) {
  endWithFault(error);
}
