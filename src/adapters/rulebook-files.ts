import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { Policy } from '../domain/policy/policy.ts';
import type { FactDefinition, Rulebook } from '../domain/policy/rulebook.ts';
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
  const words = files.read<WordLists>('words.json', 'words');
  const facts = factFiles.flatMap((name) => {
    const path = join('facts', name);
    const rows = files.read<Rulebook['facts']>(path, 'facts');
    checkRanges(rows, path);
    return rows.map((fact) => withWords(fact, words, path));
  });
  const listed = (names: readonly string[]) =>
    names.flatMap((name) => listOf(words, name, 'words.json'));
  const doubts = listed(['doubts', 'taken-back']);
  return {
    policies,
    doubts,
    facts,
    requirements: files.read<Rulebook['requirements']>('pa-list.json', 'requirements'),
    modifiers: files.read<Rulebook['modifiers']>('modifiers.json', 'modifiers'),
    clocks: files.read<Rulebook['clocks']>('clocks.json', 'clocks'),
    reasons: files.read<Rulebook['reasons']>('reasons.json', 'reasons'),
    refusals: files.read<Rulebook['refusals']>('refusals.json', 'refusals'),
    disclaimers: files.read<Rulebook['disclaimers']>('disclaimers.json', 'disclaimers'),
    hash: files.wholeHash(),
  };
}

function checkRanges(facts: Rulebook['facts'], path: string): void {
  for (const { id, plausible } of facts) {
    if (plausible === undefined || Number(plausible.from) <= Number(plausible.to)) continue;
    const { from, to } = plausible;
    throw new Error(`${path}: ${id}: no value is plausible from ${from} to ${to}`);
  }
}

/** Lists of words by name; facts name the lists, so that each word is written once. */
type WordLists = Readonly<Record<string, readonly string[]>>;

function listOf(words: WordLists, name: string, path: string): readonly string[] {
  const list = Object.hasOwn(words, name) ? words[name] : undefined;
  if (list === undefined) throw new Error(`${path}: no list "${name}" in words.json`);
  return list;
}

function withWords(fact: FactDefinition, words: WordLists, path: string): FactDefinition {
  const all = (names: readonly string[] | undefined): readonly string[] | undefined =>
    names?.flatMap((name) => listOf(words, name, `${path}: ${fact.id}`));
  const { understood, contradictedBy, akin } = fact;
  return present({
    ...fact,
    understood: all(understood),
    contradictedBy: all(contradictedBy),
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
