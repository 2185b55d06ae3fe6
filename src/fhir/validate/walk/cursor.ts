import type { Finding } from '../plan/state.ts';
import type { WalkHost } from './host.ts';
import type { Journal } from './journal.ts';
import { expressionOf, type ResourceTask } from './task.ts';

/** How many undecided things of a kind are noted by name. */
const NOTED_MAX = 99;

function note(noted: Set<string>, what: string): void {
  if (noted.size < NOTED_MAX) noted.add(what);
  else if (!noted.has(what)) noted.add('… and more');
}

/** Where a walk stands, and its reports from there; places become text only when reported. */
export class Cursor {
  protected task: ResourceTask;
  protected depth = 0;
  /** By depth: the FHIRPath step, and the index in a list or -1. */
  private readonly steps: string[] = [];
  protected readonly indexes: number[] = [];
  private readonly journal: Journal;
  protected readonly host: WalkHost;

  constructor(host: WalkHost, journal: Journal, task: ResourceTask) {
    this.journal = journal;
    this.host = host;
    this.task = task;
  }

  /** Reports a finding at the element being walked, or at `below` it (`.coding[0]`). */
  report(finding: Finding, below = ''): void {
    this.journal.add(`${this.place()}${below}`, finding);
  }

  /** The expression of the element being walked. */
  place(): string {
    return expressionOf(this.task) + this.ownSteps();
  }

  /** Reports a finding at an expression that `place` gave. */
  reportAt(place: string, finding: Finding): void {
    this.journal.add(place, finding);
  }

  /** Notes the id of the element being walked; false when another one of the resource has it. */
  isFirstId(id: string): boolean {
    return this.host.isFirstId(this.task, id, this.place());
  }

  /** Notes what could not be decided. */
  undecided(what: string): void {
    note(this.host.undecided, what);
  }

  /** Notes a code system whose codes are not loaded. */
  unknownSystem(system: string): void {
    note(this.host.unknownSystems, system);
  }

  /** The steps from the resource to the element being walked. */
  protected ownSteps(): string {
    let text = '';
    for (let at = 0; at < this.depth; at++) {
      const index = this.indexes[at] ?? -1;
      text += index < 0 ? `.${this.steps[at]}` : `.${this.steps[at]}[${index}]`;
    }
    return text;
  }

  /** The index of the element being walked in its list, or -1. */
  protected get index(): number {
    return this.indexes[this.depth - 1] ?? -1;
  }

  protected enter(step: string): void {
    this.steps[this.depth] = step;
    this.indexes[this.depth] = -1;
    this.depth += 1;
  }
}
