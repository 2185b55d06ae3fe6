import type { Instrumented, Mutant } from './instrument.ts';

/** A fault that somebody thought of: the tests have to notice it. */
export interface KnownMutant {
  readonly name: string;
  readonly path: string;
  /** An expression that the file has once. */
  readonly before: string;
  readonly after: string;
  /** The tests that have to notice it; absent: those of the domain. */
  readonly tests?: string;
}

const ledger = 'src/domain/review/ledger.ts';
const due = 'src/domain/clock/decision-due.ts';
const tests = 'test/operations/shared-and-repeated.test.ts';
const asked = 'lineSpan(request, line, receivedOn)';
const dateless = String.raw`.replace(/ \d{4}-\d{2}-\d{2}/u, '')`;

/** Faults that the tests once missed. */
export const knownMutants: readonly KnownMutant[] = [
  {
    name: 'duplicate check without dates',
    path: 'src/domain/review/ledger-index.ts',
    before: '({ claim }) => spansOverlap(span, claim)',
    after: '() => true',
  },
  {
    name: 'ledger key without modifiers',
    path: ledger,
    before: "[name, ...distinguishing(rows, [...modifiers, ...behind])].join('-')",
    after: 'name',
  },
  {
    name: 'pended lines that claim nothing',
    path: ledger,
    before: 'claimState[decision]',
    after: "decision === 'pending' ? undefined : claimState[decision]",
  },
  {
    name: 'the asked span kept instead of the granted',
    path: ledger,
    before: `authorization?.span ?? ${asked}`,
    after: asked,
  },
  {
    name: 'the longest clock winning',
    path: due,
    before: 'end.at < soonest.at',
    after: 'end.at > soonest.at',
  },
  {
    name: 'clock rows not effective-dated',
    path: due,
    before: 'spanIncludes(row.effective, receivedOn)',
    after: 'true',
  },
  {
    name: 'facts shared across start dates',
    path: 'src/operations/rooms/decide.ts',
    before: 'known.get(name)',
    after: `[...known].find(([key]) => key${dateless} === name${dateless})?.[1]`,
    tests,
  },
  {
    name: 'content key without measured values',
    path: 'src/operations/rooms/identify.ts',
    before: 'isKept(entry, name))',
    after: "isKept(entry, name) && !name.startsWith('value'))",
    tests,
  },
  {
    name: 'information request without criteria',
    path: 'src/domain/review/information-requests.ts',
    before: 'openCriteria(line).filter((id) => settles.includes(id))',
    after: '[]',
  },
  {
    name: 'all reason codes told',
    path: 'src/domain/review/adjudicate.ts',
    before: 'reasons.filter(({ id }) => id === decision.reason)',
    after: 'reasons',
  },
];

/** Weaves the known faults of a file into its text. */
export function instrumentKnown(path: string, source: string, firstId: number): Instrumented {
  let code = source;
  const mutants: Mutant[] = [];
  for (const known of knownMutants.filter((one) => one.path === path)) {
    const id = firstId + mutants.length;
    const line = source.slice(0, source.indexOf(known.before)).split('\n').length;
    code = replaced(code, known, `($m(${id}) ? (${known.after}) : (${known.before}))`);
    mutants.push({ id, path, line, before: known.before, after: known.after });
  }
  return { code, mutants };
}

/** A file with a known fault in it. A fault that no longer fits is an error. */
export function replaced(source: string, known: KnownMutant, after = `(${known.after})`): string {
  const [start = '', end, ...more] = source.split(known.before);
  if (end === undefined || more.length > 0) {
    throw new Error(`${known.name}: it no longer fits ${known.path}, see known-mutants.ts`);
  }
  return start + after + end;
}
