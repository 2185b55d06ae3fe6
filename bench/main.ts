import { parseArgs } from 'node:util';
import { readSubject } from './bundle.ts';
import { openContestants } from './contestants.ts';
import { measureFinds } from './finds.ts';
import { measureHostile } from './hostile.ts';
import { measureLoad } from './load.ts';
import { recordFigures } from './record.ts';
import { measureSpeed } from './speed.ts';
import { printTable } from './table.ts';

/** Measures everything, prints it, and sets the exit code by the budgets. */
export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      oracle: { type: 'string', default: process.env.ASSENT_ORACLE_URL ?? '' },
      only: { type: 'string', default: 'speed,finds,load,hostile' },
      record: { type: 'boolean', default: false },
    },
  });
  const sections = values.only.split(',');
  const isAsked = (name: string): boolean => sections.includes(name);
  const subject = await readSubject();
  console.log(`bundle: ${subject.origin}, ${subject.bytes.length} bytes`);
  const contestants = await openContestants(values.oracle);
  for (const note of contestants.notes) console.log(note);
  const speed = isAsked('speed') ? await measureSpeed(subject, contestants.all) : undefined;
  const finds = isAsked('finds') ? await measureFinds(contestants.all) : undefined;
  const load = isAsked('load') ? measureLoad() : undefined;
  const hostile = isAsked('hostile') ? await measureHostile() : undefined;
  const budgets = [speed, load, hostile].flatMap((section) => section?.budgets ?? []);
  printTable(
    'budgets',
    budgets.map(({ name, value, max }) => ({
      budget: name,
      value: value.toFixed(1),
      max,
      verdict: value <= max ? 'kept' : 'EXCEEDED',
    })),
  );
  if (values.record) {
    recordFigures({
      bundle: subject.origin,
      speed: speed?.figures,
      finds,
      load: load?.figures,
      hostile: hostile?.figures,
    });
  }
  if (budgets.some(({ value, max }) => value > max)) process.exitCode = 1;
}
