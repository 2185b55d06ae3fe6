import type { ProblemIssue } from '../../../problem.ts';
import { cancelledMarkUrl, isModifier } from '../../bundle/rare-members.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { objects, text } from '../read/element.ts';

/**
 * Modifiers that we do not know, wherever they stand in what was sent, and known ones where they
 * mean nothing: what they modify must not be understood without them. Shape: in the order of the
 * document. Source: PAS spec-25; R4 extensibility, modifier extensions; R4 Resource.implicitRules.
 */
export function unknownModifiers(request: RequestBundle): readonly ProblemIssue[] {
  const { sent, rare } = request;
  if (!rare().hasModifier) return [];
  const walk = new ModifierWalk(request);
  walk.visit(sent, text(sent.resourceType) ?? '');
  return walk.found;
}

class ModifierWalk {
  readonly found: ProblemIssue[] = [];
  readonly #bundle: JsonObject;
  /** Where the mark of a cancelled entry is read: earlier Claims have it as well. */
  readonly #markable: ReadonlySet<JsonObject>;

  constructor({ bundle, byType }: RequestBundle) {
    this.#bundle = bundle;
    this.#markable = new Set(
      byType('Claim').flatMap(({ resource: { item, supportingInfo } }) => [
        ...objects(item),
        ...objects(supportingInfo),
      ]),
    );
  }

  visit(value: JsonObject, place: string): void {
    const here = value === this.#bundle ? 'Bundle' : place;
    for (const [name, member] of Object.entries(value)) {
      const below = `${here}.${name}`;
      if (name === 'modifierExtension') this.#modifiers(member, value, below);
      else if (isModifier(name)) this.found.push(unknown(`${here}.implicitRules`));
      else if (isJsonArray(member)) this.#list(member, below);
      else if (isJsonObject(member)) this.visit(member, below);
    }
  }

  #list(items: readonly Json[], place: string): void {
    for (const [index, item] of items.entries()) {
      if (!isJsonObject(item)) continue;
      const here = `${place}[${index}]`;
      // The mark of a cancelled entry among what may be ignored is still meant.
      const isMark = item.url === cancelledMarkUrl && !isHarmless(item);
      if (isMark && place.endsWith('.extension')) this.found.push(misplaced(here));
      this.visit(item, here);
    }
  }

  #modifiers(member: Json | undefined, owner: JsonObject, place: string): void {
    if (!isJsonArray(member)) {
      this.found.push(unknown(place));
      return;
    }
    const isMarkable = this.#markable.has(owner);
    for (const [index, item] of member.entries()) {
      const problem = objection(item, isMarkable, `${place}[${index}]`);
      if (problem !== undefined) this.found.push(problem);
    }
  }
}

/** The mark of a cancelled entry is read where it may stand, and says nothing where it is false. */
function objection(modifier: Json, isMarkable: boolean, place: string): ProblemIssue | undefined {
  if (!isJsonObject(modifier) || modifier.url !== cancelledMarkUrl) return unknown(place);
  if (isHarmless(modifier)) return undefined;
  if (valuesOf(modifier).join() !== 'valueBoolean' || modifier.valueBoolean !== true) {
    return unreadable(place);
  }
  return isMarkable ? undefined : misplaced(place);
}

function isHarmless(modifier: JsonObject): boolean {
  return valuesOf(modifier).join() === 'valueBoolean' && modifier.valueBoolean === false;
}

function valuesOf(modifier: JsonObject): readonly string[] {
  return Object.keys(modifier).filter((name) => !['url', 'id'].includes(name));
}

function unknown(expression: string): ProblemIssue {
  return issue(
    expression,
    'This modifier is not known here, and what it modifies must not be read without it. ' +
      'To mend it: send the request without the modifier.',
  );
}

function misplaced(expression: string): ProblemIssue {
  return issue(
    expression,
    'The mark of a cancelled entry has no meaning here. To mend it: mark items and supporting ' +
      'information of the Claim as modifierExtension, or leave the mark out.',
  );
}

function unreadable(expression: string): ProblemIssue {
  return issue(
    expression,
    'The mark of a cancelled entry has no value that can be read. To mend it: give it one ' +
      'valueBoolean, true or false.',
  );
}

function issue(expression: string, text: string): ProblemIssue {
  return { severity: 'error', code: 'extension', expression, rule: 'PAS/spec-25', text };
}
