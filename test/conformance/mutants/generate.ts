import type { JsonObject } from '../../../src/fhir/json/json.ts';
import type { Operator } from './operator.ts';
import { operators } from './operators.ts';
import { Random } from './random.ts';
import { type TreeObject, thawObject, toText } from './tree.ts';

/** An example of the guide: its name (`Claim-ReferralAuthorizationExample`) and its content. */
export interface Example {
  readonly name: string;
  readonly resource: JsonObject;
}

/** One changed example. */
export interface Mutant {
  readonly id: string;
  readonly operator: string;
  readonly base: string;
  readonly place: string;
  readonly description: string;
  readonly resource: JsonObject;
  readonly text: string;
}

const triesMax = 40;

/**
 * Mutants of the examples, no two alike. Each depends on the seed, its operator and its number
 * only, so a new operator leaves the mutants of the others as they were.
 */
export function generateMutants(
  examples: readonly Example[],
  seed: number,
  count: number,
): Mutant[] {
  const texts = new Set(examples.map(({ resource }) => toText(thawObject(resource))));
  const found: Mutant[] = [];
  for (let turn = 0; turn * operators.length < count * 3 && found.length < count; turn += 1) {
    for (const operator of operators) {
      const mutant = mutantOf({ operator, examples, seed, turn });
      if (mutant === undefined || texts.has(mutant.text) || found.length >= count) continue;
      texts.add(mutant.text);
      found.push(mutant);
    }
  }
  return found;
}

interface Turn {
  readonly operator: Operator;
  readonly examples: readonly Example[];
  readonly seed: number;
  readonly turn: number;
}

function mutantOf({ operator, examples, seed, turn }: Turn): Mutant | undefined {
  const random = new Random(`${seed}/${operator.name}/${turn}`);
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    const example = random.pick(examples);
    if (example === undefined) return undefined;
    const resource: TreeObject = thawObject(example.resource);
    const place = random.pick(operator.places(resource));
    const description = place === undefined ? undefined : operator.change(place, random);
    if (place === undefined || description === undefined) continue;
    const id = `${operator.name}-${turn}`;
    const { name: base } = example;
    const text = toText(resource);
    const at = place.expression;
    return { id, operator: operator.name, base, place: at, description, resource, text };
  }
  return undefined;
}
