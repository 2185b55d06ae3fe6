import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The demo payer's records as NDJSON texts, by file. */
export function readDemoPayer(folder: string): readonly DemoText[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson'));
  return files.sort().map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** One file of the demo payer. */
export interface DemoText {
  readonly name: string;
  readonly text: string;
}

/** A JSON file of the program's own; what is in it is checked by the program's tests. */
export function readJsonFile<Content>(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8'));
}
