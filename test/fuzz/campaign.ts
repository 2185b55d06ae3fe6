import type { Validator } from '../../src/fhir/validate/validator.ts';
import { readExamples } from '../conformance/fixtures/examples.ts';
import { judgeBytes, longestText, TEXT_MAX } from '../conformance/hostile/judge-bytes.ts';
import { Random } from '../conformance/mutants/random.ts';
import { thawObject, toText } from '../conformance/mutants/tree.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateTree } from './mutate-tree.ts';

/** What a campaign of random mutants has met. */
export interface Campaign {
  readonly mutants: number;
  readonly failures: readonly Failure[];
  /** Refused by reading, found to have errors, found to have none. */
  readonly refused: number;
  readonly invalid: number;
  readonly valid: number;
  readonly slowestMs: number;
  readonly meanMs: number;
}

/** A mutant that was not judged as everything has to be; its seed makes it again. */
export interface Failure {
  readonly seed: string;
  readonly example: string;
  readonly problem: string;
  readonly document: string;
}

/** How many mutants, from which seed, and how long each may take. */
export interface CampaignSettings {
  readonly seed: string;
  readonly count: number;
  readonly msMax: number;
  readonly onProgress?: (done: number) => void;
}

/** Judges mutants of random examples: every second one of structure, the others of bytes. */
export function runCampaign(validator: Validator, settings: CampaignSettings): Campaign {
  const examples = readExamples();
  const failures: Failure[] = [];
  const ends = { refused: 0, invalid: 0, valid: 0 };
  let slowestMs = 0;
  let totalMs = 0;
  for (let number = 0; number < settings.count; number += 1) {
    const seed = `${settings.seed}-${number}`;
    const random = new Random(seed);
    const { name: example, resource } = random.pick(examples) ?? { name: '', resource: {} };
    const tree = thawObject(resource);
    if (number % 2 === 0) mutateTree(tree, random);
    const text = Buffer.from(toText(tree));
    const document = number % 2 === 0 ? text : mutateBytes(text, random);
    const { end, ms, problem } = judgeMutant(validator, document, settings.msMax);
    ends[end] += 1;
    slowestMs = Math.max(slowestMs, ms);
    totalMs += ms;
    if (problem !== undefined) {
      failures.push({ seed, example, problem, document: Buffer.from(document).toString('utf8') });
    }
    settings.onProgress?.(number + 1);
  }
  const { count: mutants } = settings;
  return { mutants, failures, ...ends, slowestMs, meanMs: totalMs / mutants };
}

interface MutantVerdict {
  readonly end: 'refused' | 'invalid' | 'valid';
  readonly ms: number;
  readonly problem: string | undefined;
}

function judgeMutant(validator: Validator, document: Uint8Array, msMax: number): MutantVerdict {
  try {
    let judgement = judgeBytes(validator, document);
    // Once more: a pause of the machine does not come back, a slow document does.
    if (judgement.ms > msMax) judgement = judgeBytes(validator, document);
    const { issues, ms } = judgement;
    const longest = longestText(judgement);
    const isStopped = issues?.some(({ rule }) => rule === 'limits/steps') ?? false;
    const isInvalid = issues?.some(({ severity }) => severity === 'error') ?? false;
    const end = issues === undefined ? 'refused' : isInvalid ? 'invalid' : 'valid';
    if (isStopped) return { end, ms, problem: 'the step budget was used up' };
    if (ms > msMax) return { end, ms, problem: `took ${ms.toFixed(0)} ms` };
    if (longest > TEXT_MAX) return { end, ms, problem: `a text of ${longest} characters` };
    const isSilent = issues === undefined && judgement.findings.length === 0;
    // A document that is JSON but no object is read without findings.
    const isObject = document.some((byte) => byte === 0x7b);
    if (isSilent && isObject && isTextOfObject(document)) {
      return { end, ms, problem: 'neither read nor refused' };
    }
    return { end, ms, problem: undefined };
  } catch (problem) {
    const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    return { end: 'refused', ms: 0, problem: `threw ${text}` };
  }
}

function isTextOfObject(document: Uint8Array): boolean {
  return Buffer.from(document).toString('utf8').trimStart().startsWith('{');
}
