import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { Policy } from '../domain/policy/policy.ts';
import type {
  DiseaseName,
  FactDefinition,
  HarmlessRange,
  Rulebook,
} from '../domain/policy/rulebook.ts';
import { fail, ok, present, type Result } from '../result.ts';
import { rulebookSchemas } from './rulebook-schema.ts';

/**
 * Loads the rulebook of a folder: every file is held to its schema, and the whole is known by the
 * digest of its bytes. Problems: one line that names the file and the place.
 */
export function loadRulebook(folder: string): Result<Rulebook, string> {
  try {
    return ok(readRulebook(folder));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function readRulebook(folder: string): Rulebook {
  const files = openFiles(folder);
  const policyFolders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'facts')
    .map(({ name }) => name)
    .sort();
  const policies = policyFolders.map((name): Policy => {
    const path = join(name, 'policy.json');
    const content = files.read<Omit<Policy, 'hash'>>(path, 'policy');
    return { ...content, hash: files.hashOf(path) };
  });
  const factFiles = readdirSync(join(folder, 'facts')).sort();
  const words = files.read<Lists<string>>('words.json', 'words');
  const codes = files.read<Lists<HarmlessRange>>('codes.json', 'codes');
  const rows = factFiles.flatMap((name) => {
    const path = join('facts', name);
    return files.read<readonly FactRow[]>(path, 'facts').map((row) => ({ row, path }));
  });
  const known = rows.flatMap(({ row }) => (row.type === 'quantity' ? (row.codes ?? []) : []));
  const facts = rows.map(({ row, path }): FactDefinition => {
    checkRange(row, path);
    const { harmless = [], visits = [], names, notBy, ...fact } = row;
    const named = (names: readonly string[]): readonly HarmlessRange[] =>
      names.flatMap((name) => listOf(codes, name, `${path}: ${row.id}`));
    const called = names?.map((one) => ({ ...one, also: named(one.also) }));
    // What another fact reads is no remark on this one.
    const own = row.codes ?? [];
    const elsewhere = known.filter((range) => !own.includes(range));
    const read = { elsewhere, harmless: [...named(harmless), ...known], visits: named(visits) };
    const unfit = notBy && {
      words: notBy.words.flatMap((name) => listOf(words, name, `${path}: ${row.id}`)),
      codes: named(notBy.codes),
    };
    return withWords(present({ ...fact, ...read, names: called, notBy: unfit }), words, path);
  });
  const listed = (names: readonly string[]) =>
    names.flatMap((name) => listOf(words, name, 'words.json'));
  const said = {
    doubts: listed(['doubts', 'taken-back']),
    lapsed: listed(['lapsed']),
    endings: listed(['endings']),
    telling: listed(['telling', 'telling-requests']),
  };
  const coded = (name: string) => listOf(codes, name, 'codes.json');
  const kinds = {
    papers: { codes: coded('papers'), words: listed(ON_PAPERS) },
    orderKinds: { codes: coded('order-kinds'), words: listed(['order-kinds']) },
    orderers: {
      codes: coded('ordering'),
      words: listed(['relatives', 'suppliers', 'not-ordering']),
    },
    plainNames: listed(['plain-names']),
    residence: { countries: listed(['home-countries']), noHome: listed(['no-home']) },
    ofPatient: patientRules(listed, coded),
  };
  return {
    policies,
    ...{ ...said, ...kinds },
    facts,
    requirements: files.read<Rulebook['requirements']>('pa-list.json', 'requirements'),
    labels: files.read<Rulebook['labels']>('labels.json', 'labels'),
    modifiers: files.read<Rulebook['modifiers']>('modifiers.json', 'modifiers'),
    relations: files.read<Rulebook['relations']>('relations.json', 'related'),
    clocks: files.read<Rulebook['clocks']>('clocks.json', 'clocks'),
    reasons: files.read<Rulebook['reasons']>('reasons.json', 'reasons'),
    refusals: files.read<Rulebook['refusals']>('refusals.json', 'refusals'),
    disclaimers: files.read<Rulebook['disclaimers']>('disclaimers.json', 'disclaimers'),
    hash: files.wholeHash(),
  };
}

function patientRules(
  listed: (names: readonly string[]) => readonly string[],
  coded: (name: string) => readonly HarmlessRange[],
): Rulebook['ofPatient'] {
  return {
    words: listed(['of-patient']),
    places: coded('elsewhere'),
    conditions: coded('conditions'),
    prognoses: coded('prognoses'),
  };
}

/** The lists of which titles of papers are made: what they are, and of which results. */
const ON_PAPERS = [
  ...['papers', 'general', 'visits', 'at-rest'],
  ...['oxygen-saturation', 'arterial-pressure', 'hematocrit'],
];

/** A fact as its file has it: what is harmless beside it, and stays, by the names of lists. */
type FactRow = Omit<FactDefinition, 'harmless' | 'visits' | 'names' | 'notBy'> & {
  readonly notBy?: { readonly words: readonly string[]; readonly codes: readonly string[] };
  readonly harmless?: readonly string[];
  readonly visits?: readonly string[];
  readonly names?: readonly (Omit<DiseaseName, 'also'> & { readonly also: readonly string[] })[];
};

function checkRange({ id, plausible }: FactRow, path: string): void {
  if (plausible === undefined || Number(plausible.from) <= Number(plausible.to)) return;
  const { from, to } = plausible;
  throw new Error(`${path}: ${id}: no value is plausible from ${from} to ${to}`);
}

/** Lists of words or codes by name; facts name the lists, so that each is written once. */
type Lists<Item> = Readonly<Record<string, readonly Item[]>>;

function listOf<Item>(lists: Lists<Item>, name: string, path: string): readonly Item[] {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (list === undefined) throw new Error(`${path}: no list "${name}"`);
  return list;
}

function withWords(fact: FactDefinition, words: Lists<string>, path: string): FactDefinition {
  const all = (names: readonly string[] | undefined): readonly string[] | undefined =>
    names?.flatMap((name) => listOf(words, name, `${path}: ${fact.id}`));
  const { understood, told, contradictedBy, endedBy, names, akin, heads, others, qualifierNames } =
    fact;
  return present({
    ...fact,
    understood: all(understood),
    told: all(told),
    heads: all(heads),
    qualifierNames: all(qualifierNames),
    others: others && {
      understood: all(others.understood) ?? [],
      told: all(others.told) ?? [],
    },
    contradictedBy: all(contradictedBy),
    notWith: all(fact.notWith),
    endedBy: all(endedBy),
    names: names?.map((one) => ({ ...one, words: all(one.words) ?? [] })),
    akin: akin === undefined ? undefined : { ...akin, words: all(akin.words) ?? [] },
  });
}

interface Files {
  read<Content>(path: string, schema: keyof typeof rulebookSchemas): Content;
  hashOf(path: string): string;
  /** The digest of all files that were read, by name and content. */
  wholeHash(): string;
}

/** One for all folders: it compiles a schema once, which takes longer than all the files do. */
const ajv = new Ajv({ allErrors: false, allowUnionTypes: true, strictRequired: false });

function openFiles(folder: string): Files {
  const hashes = new Map<string, string>();
  return {
    read: (path, schema) => {
      const bytes = readFileSync(join(folder, path));
      hashes.set(path, sha256(bytes));
      const content = JSON.parse(bytes.toString('utf8'));
      if (!ajv.validate(rulebookSchemas[schema], content)) {
        const [error] = ajv.errors ?? [];
        throw new Error(`${path}: ${error?.instancePath || '/'} ${error?.message ?? 'is wrong'}`);
      }
      return content;
    },
    hashOf: (path) => hashes.get(path) ?? '',
    wholeHash: () => sha256(JSON.stringify([...hashes].sort())),
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
