import type { ProblemIssue } from '../../problem.ts';
import { isEvidence } from '../facts/evidence-rules.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import type { RequestBundle } from './request-bundle.ts';

/** How long the lists of a request may be that what is done with it grows with. */
export interface ListLimits {
  /** Items of the Claim. */
  readonly linesMax: number;
  /** Entries of any other list. */
  readonly listMax: number;
  /** What whoever runs the program calls these limits. */
  readonly names?: Readonly<Record<'linesMax' | 'listMax', string>>;
}

/** The limits that hold when a caller names none. */
export const LIST_LIMITS: ListLimits = { linesMax: 200, listMax: 200 };

/** Lists that are named; more would only repeat the lesson. */
const NAMED_MAX = 10;

/**
 * The lists that are too long, each with its length, its limit and the setting; none when each may
 * be gone through. Of evidence, which is searched and not gone through line by line, the
 * identifiers; of all else every list at any depth.
 */
export function overlongLists(
  { entries, rare }: RequestBundle,
  limits: ListLimits,
): readonly ProblemIssue[] {
  if (rare().longestList <= Math.min(limits.linesMax, limits.listMax)) return [];
  const walk = new ListWalk(limits);
  for (const entry of entries) {
    const { resource, expression, type } = entry;
    if (type === 'Claim') walk.lines(resource.item, `${expression}.item`);
    if (isEvidence(entry)) walk.list(resource.identifier, `${expression}.identifier`);
    else walk.members(resource, expression, type === 'Claim' ? 'item' : '');
  }
  return walk.found;
}

class ListWalk {
  readonly found: ProblemIssue[] = [];
  readonly #limits: ListLimits;

  constructor(limits: ListLimits) {
    this.#limits = limits;
  }

  /** The items of a Claim, which have a limit of their own. */
  lines(items: Json | undefined, place: string): void {
    const { linesMax, names } = this.#limits;
    if (!isJsonArray(items)) return;
    if (items.length > linesMax) {
      this.#tell('lines', place, [items.length, linesMax, names?.linesMax]);
    } else this.#items(items, place);
  }

  list(value: Json | undefined, place: string): void {
    const { listMax, names } = this.#limits;
    if (!isJsonArray(value)) return;
    if (value.length > listMax) {
      this.#tell('entries', place, [value.length, listMax, names?.listMax]);
    } else this.#items(value, place);
  }

  members(value: JsonObject, place: string, apart: string): void {
    for (const name in value) {
      const member = value[name];
      if (typeof member !== 'object' || name === apart) continue;
      if (isJsonArray(member)) this.list(member, `${place}.${name}`);
      else if (isJsonObject(member)) this.members(member, `${place}.${name}`, '');
    }
  }

  #items(items: readonly Json[], place: string): void {
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      if (isJsonObject(item)) this.members(item, `${place}[${index}]`, '');
    }
  }

  #tell(
    what: 'lines' | 'entries',
    expression: string,
    [length, max, name]: readonly [number, number, string | undefined],
  ): void {
    if (this.found.length === NAMED_MAX) return;
    const mend =
      what === 'lines' ? 'send the lines in several requests' : 'send fewer entries in the list';
    const limit = name === undefined ? '' : `; the limit is ${name}`;
    this.found.push({
      severity: 'error',
      code: 'too-costly',
      expression,
      rule: what === 'lines' ? 'limits/lines' : 'limits/list',
      text: `There are ${length} ${what}; ${max} are allowed. To mend it: ${mend}${limit}.`,
    });
  }
}
