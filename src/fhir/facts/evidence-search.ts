import type {
  EvidenceStanding,
  FoundEvidence,
  Remark,
} from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { isJsonObject, type JsonObject } from '../json/json.ts';
import { integer } from '../translate/read/element.ts';
import { akinElements } from './akin.ts';
import { besides, type Qualifying, qualifyingResults } from './besides.ts';
import { pathOf } from './element-path.ts';
import { type EvidenceRule, evidenceRules, isNoDiagnosis } from './evidence-rules.ts';
import type { CompiledFact, CompiledFacts } from './facts.ts';
import { othersIn } from './others-in.ts';
import { rawValue } from './raw-value.ts';
import { areRead, REMARKS_MAX } from './read-remarks.ts';
import { elementRemarks } from './remarks.ts';
import { RequestView } from './request-view.ts';

/** So many pieces of evidence are read of a fact; of more, none is: they are for people. */
const PIECES_MAX = 100;

/** One place that says something of a fact. */
interface Piece {
  readonly entry: BundleEntry;
  readonly rule: EvidenceRule;
  readonly name: string;
  /** Undefined: the extractor could not be run to its end. */
  readonly element: JsonObject | undefined;
  readonly isAkin: boolean;
}

/**
 * Finds everything that a request says of facts, judged by nobody yet; look by look. Each fact is
 * looked for once, however many lines ask for it.
 */
export class EvidenceSearch {
  readonly #facts: CompiledFacts;
  readonly #view: RequestView;
  readonly #known = new Map<string, readonly FoundEvidence[]>();

  constructor(facts: CompiledFacts, bundle: RequestBundle) {
    this.#facts = facts;
    this.#view = new RequestView(bundle);
  }

  find(factId: string): readonly FoundEvidence[] {
    const known = this.#known.get(factId) ?? this.#search(factId);
    this.#known.set(factId, known);
    return known;
  }

  #search(factId: string): readonly FoundEvidence[] {
    const fact = this.#facts.byId.get(factId);
    if (fact === undefined) return [];
    const pieces: Piece[] = [];
    for (const piece of this.#pieces(fact)) {
      if (pieces.length >= PIECES_MAX) return [tooMany(this.#view.claim)];
      pieces.push(piece);
    }
    const { qualifiedBy = [] } = fact.definition;
    const observations = qualifiedBy.length === 0 ? [] : this.#view.entriesOf('Observation');
    const qualifying = qualifyingResults(observations, qualifiedBy);
    const found = pieces.map((piece) => this.#found(piece, qualifying));
    // What is beside evidence matters where there is any.
    if (pieces.length === 0) return found;
    const read = pieces.filter(({ isAkin }) => !isAkin).map(({ entry }) => entry);
    return [...found, ...othersIn(this.#view, fact.definition, read)];
  }

  *#pieces({ definition, extractors }: CompiledFact): Generator<Piece> {
    for (const { resource: type, rule, value: name, extract } of extractors) {
      for (const entry of this.#view.entriesOf(type)) {
        const found = extract(entry.resource);
        const elements = found === undefined ? [undefined] : found.map(({ value }) => value);
        for (const element of elements) {
          const isUnread = element === undefined;
          if (!isUnread && !isSaid(element, name)) continue;
          const given = isJsonObject(element) ? element : undefined;
          yield { entry, rule, name, element: given, isAkin: false };
        }
      }
    }
    const rule = evidenceRules.Observation;
    if (rule === undefined || definition.akin === undefined) return;
    for (const entry of this.#view.entriesOf('Observation')) {
      for (const element of akinElements(entry.resource, definition)) {
        if (!isSaid(element, 'value')) continue;
        yield { entry, rule, name: 'value', element, isAkin: true };
      }
    }
  }

  #found(piece: Piece, qualifying: readonly Qualifying[]): FoundEvidence {
    const { entry, element, rule, name, isAkin } = piece;
    const { resource, expression, type } = entry;
    const { from, at } = rule.observed(resource, element);
    const onset = this.#view.onsetOf(entry);
    const isLater = onset !== undefined && onset !== 'unreadable' && onset > (at ?? '');
    const common = {
      ...{ subject: this.#view.subjectOf(entry, rule), standing: this.#standing(piece) },
      ...{ observedAt: isLater ? onset : at, observedFrom: from, status: rule.status(resource) },
      ...{ source: rule.source, endedAt: rule.ended?.(resource) },
    };
    const unread = { value: { kind: 'unreadable' as const }, remarks: [] };
    if (element === undefined) return present({ ...common, ...unread, origin: expression });
    const remarks = isAkin ? [] : this.#remarks(piece, element, qualifying);
    const value = rawValue(element, name);
    return present({
      ...common,
      origin: `${expression}${pathOf(resource, element) ?? ''}.${name}`,
      ...(remarks === undefined || value === undefined ? unread : { value, remarks }),
      informationSequences: type === 'Claim' ? undefined : this.#view.sequencesOf(entry),
      diagnosisSequence: type === 'Claim' ? integer(element.sequence) : undefined,
      isAkin: isAkin ? true : undefined,
    });
  }

  /** Undefined when there are more, or longer ones, than are read. */
  #remarks(
    { entry, name }: Piece,
    element: JsonObject,
    qualifying: readonly Qualifying[],
  ): readonly Remark[] | undefined {
    const { ofAll, ofParts } = this.#view.remarksOf(entry);
    const isResult = entry.type === 'Observation';
    const parts = isResult ? this.#view.partsBeside(entry) : [];
    const lists = [
      this.#ownRemarks(entry, element, name),
      element === entry.resource ? [] : ofParts,
      ofAll,
      parts.filter((part) => part.element !== element).map(({ remark }) => remark),
      qualifying.length > REMARKS_MAX ? qualifying.map(({ remark }) => remark) : [],
      qualifying.length > REMARKS_MAX ? [] : besides(qualifying, entry),
    ];
    const count = lists.reduce((sum, { length }) => sum + length, 0);
    if (count > REMARKS_MAX) return undefined;
    const remarks = lists.flat();
    return areRead(remarks) ? remarks : undefined;
  }

  /** What stands in an element itself; of a Condition all is read as one. */
  #ownRemarks({ type }: BundleEntry, element: JsonObject, name: string): readonly Remark[] {
    if (type === 'Condition') return [];
    if (type === 'Claim') return this.#view.diagnosisRemarks(element);
    return elementRemarks(element, name);
  }

  #standing({ entry, rule, element }: Piece): EvidenceStanding {
    if (this.#view.cancelled.has(entry)) return 'withdrawn';
    const isDoubted = entry.type === 'Claim' && element !== undefined && isNoDiagnosis(element);
    return isDoubted ? 'open' : rule.standing(entry.resource);
  }
}

function isSaid(element: unknown, name: string): boolean {
  return isJsonObject(element) && rawValue(element, name) !== undefined;
}

/** In place of more evidence than automation reads: nothing of it counts. */
function tooMany({ expression }: BundleEntry): FoundEvidence {
  return {
    ...{ origin: expression, subject: 'patient', standing: 'final', source: 'bundle' },
    ...{ value: { kind: 'too-many' }, remarks: [] },
  };
}
