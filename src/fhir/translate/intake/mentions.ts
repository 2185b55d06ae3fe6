import { keptWith } from '../../../kept-with.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { object, objects } from '../read/element.ts';

/** A reference that calls what it leads to by a name. */
export interface Named {
  readonly from: BundleEntry;
  readonly target: BundleEntry;
  readonly display: string;
}

/** What the resources of a request say of one another, and of what they hold. */
export interface Mentions {
  /** Entries that the request or its evidence leads to, itself among them. */
  readonly reached: ReadonlySet<BundleEntry>;
  readonly named: readonly Named[];
  /** Resources that name by words alone what was not sent. */
  readonly unsent: ReadonlySet<BundleEntry>;
  /** Resources that hold a text that only people read, as an attachment. */
  readonly withText: ReadonlySet<BundleEntry>;
  /** Resources that say that they are not whole; the Claim, when the Bundle says so. */
  readonly cut: ReadonlySet<BundleEntry>;
}

/** Evidence and papers speak for themselves, whether the request names it or not. */
const EVIDENCE: ReadonlySet<string> = new Set([
  ...['Observation', 'Condition', 'DiagnosticReport', 'DocumentReference'],
]);

/** Of a request: looked for once, whoever asks. */
const kept = keptWith<RequestBundle, Mentions>();

/** Follows all references from the request and its evidence, each resource once. */
export function mentionsOf(bundle: RequestBundle): Mentions {
  return kept(bundle, () => followed(bundle));
}

function followed(bundle: RequestBundle): Mentions {
  const walk = new Walk(bundle);
  if (isCut(bundle.bundle)) walk.cut.add(bundle.claim);
  for (const entry of bundle.entries) {
    if (entry === bundle.claim || EVIDENCE.has(entry.type)) walk.reached.add(entry);
  }
  // A set keeps its order, and what is added while it is walked is walked too.
  for (const entry of walk.reached) walk.through(entry);
  return walk;
}

class Walk implements Mentions {
  readonly reached = new Set<BundleEntry>();
  readonly named: Named[] = [];
  readonly unsent = new Set<BundleEntry>();
  readonly withText = new Set<BundleEntry>();
  readonly cut = new Set<BundleEntry>();
  readonly #bundle: RequestBundle;

  constructor(bundle: RequestBundle) {
    this.#bundle = bundle;
  }

  through(entry: BundleEntry): void {
    if (isCut(entry.resource)) this.cut.add(entry);
    this.#object(entry.resource, entry, '');
  }

  /** Depth is bounded by the limits under which the request was read. */
  #object(value: JsonObject, from: BundleEntry, at: string): void {
    for (const name in value) {
      const member = value[name];
      if (typeof member === 'string') {
        if (name === 'reference') this.#reference(member, value.display, from);
        else if (name === 'contentType' && holdsText(member)) this.withText.add(from);
        else if (name === 'display' && INFORMING.has(at) && isNameAlone(value)) {
          this.unsent.add(from);
        }
      } else if (typeof member === 'object' && !PASSED_BY.has(name)) {
        this.#below(member, from, name);
      }
    }
  }

  #below(value: Json, from: BundleEntry, at: string): void {
    if (isJsonObject(value)) this.#object(value, from, at);
    else if (isJsonArray(value)) for (const one of value) this.#below(one, from, at);
  }

  #reference(reference: string, display: Json | undefined, from: BundleEntry): void {
    const target = this.#bundle.resolve(reference, from);
    if (target === undefined) return;
    this.reached.add(target);
    if (typeof display === 'string') this.named.push({ from, target, display });
  }
}

/** Parts of elements that lead nowhere, and are most of what is sent. */
const PASSED_BY: ReadonlySet<string> = new Set([
  ...['meta', 'coding', 'identifier', 'text', 'name', 'telecom', 'address'],
]);

/** Where an order names what informs it. */
const INFORMING: ReadonlySet<string> = new Set(['supportingInfo', 'supportingInformation']);

/** A Reference that has nothing to follow; a Coding has its code, and a name beside. */
function isNameAlone({ reference, identifier, system, code }: JsonObject): boolean {
  return [reference, identifier, system, code].every((one) => one === undefined);
}

/** Media types that hold words as they are; a picture or a form of its own is told only. */
function holdsText(mediaType: string): boolean {
  const [type = ''] = mediaType.toLowerCase().split(';', 1);
  const name = type.trim();
  return name.startsWith('text/') || TEXTS.has(name) || /\+(?:xml|json)$/u.test(name);
}

const TEXTS: ReadonlySet<string> = new Set(
  ['rtf', 'xml', 'json', 'xhtml'].map((name) => `application/${name}`),
);

/** True when parts were left out of a resource. Source: v3 ObservationValue. */
function isCut({ meta }: JsonObject): boolean {
  return objects(object(meta)?.tag).some(({ code }) => code === 'SUBSETTED');
}
