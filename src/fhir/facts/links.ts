import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import { oneOrMore, referenceOf, text } from '../translate/read/element.ts';

/** What a result hangs on: its sample, device, procedure, stay, order, panel or report. */
export interface Link {
  /** The element that names it, of the result or of what names the result. */
  readonly name: string;
  /** Undefined when it is not in the request. */
  readonly entry: BundleEntry | undefined;
  /** True when it is there, and says that it never was or was no good. */
  readonly isVoid: boolean;
  /** What the reference calls it. */
  readonly display: string | undefined;
}

const NAMES = ['specimen', 'device', 'partOf', 'encounter', 'basedOn', 'derivedFrom'] as const;

/** What names results as its own, and how. */
const OWNERS: readonly (readonly [string, string])[] = [
  ['Observation', 'hasMember'],
  ['DiagnosticReport', 'result'],
];

/** How a panel and a report name what belongs to them. */
export const OWNING: ReadonlySet<string> = new Set(OWNERS.map(([, name]) => name));

/** A procedure that was not done, a sample that was no good; one that was used up was good. */
const VOID: ReadonlySet<string> = new Set([
  ...['entered-in-error', 'unsatisfactory', 'cancelled', 'not-done', 'nullified', 'unknown'],
]);

/** So many are followed; a result that hangs on more is for people. */
const LINKS_MAX = 50;

/**
 * All that a result hangs on, and what that hangs on in turn: both what it names and what names
 * it. Shape: the Bundle is looked through once, each entry when it is asked for.
 * Source: R4 Observation.partOf, basedOn, hasMember; DiagnosticReport.result.
 */
export function openLinks(
  bundle: RequestBundle,
  entriesOf: EntriesOf,
): (entry: BundleEntry) => readonly Link[] {
  const owners = ownersIn(bundle, entriesOf);
  const known = new Map<BundleEntry, readonly Link[]>();
  return (entry) => {
    const links = known.get(entry) ?? follow(bundle, owners, entry);
    known.set(entry, links);
    return links;
  };
}

/** The resources of a type, contained ones too. */
type EntriesOf = (type: string) => readonly BundleEntry[];

type Owners = ReadonlyMap<BundleEntry, readonly Link[]>;

function ownersIn(bundle: RequestBundle, entriesOf: EntriesOf): Owners {
  const owners = new Map<BundleEntry, Link[]>();
  for (const [type, name] of OWNERS) {
    for (const entry of entriesOf(type)) {
      for (const { entry: member } of named(bundle, entry, name)) {
        if (member === undefined) continue;
        const links = owners.get(member) ?? [];
        links.push(link(name, entry));
        owners.set(member, links);
      }
    }
  }
  return owners;
}

function follow(bundle: RequestBundle, owners: Owners, first: BundleEntry): readonly Link[] {
  const found: Link[] = [];
  const seen = new Set([first]);
  const open = [first];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const from = next;
    const links = [
      ...NAMES.flatMap((name) => named(bundle, from, name)),
      ...(owners.get(from) ?? []),
    ];
    for (const one of links) {
      if (found.length >= LINKS_MAX) return [...found, { ...one, isVoid: true }];
      if (one.entry !== undefined && seen.has(one.entry)) continue;
      found.push(one);
      if (one.entry === undefined) continue;
      seen.add(one.entry);
      open.push(one.entry);
    }
  }
  return found;
}

function named(bundle: RequestBundle, entry: BundleEntry, name: string): readonly Link[] {
  return oneOrMore(entry.resource[name]).flatMap((one) => {
    const reference = referenceOf(one);
    return reference === undefined
      ? []
      : [link(name, bundle.resolve(reference, entry), text(one.display))];
  });
}

function link(name: string, entry: BundleEntry | undefined, display?: string): Link {
  return { name, entry, display, isVoid: VOID.has(text(entry?.resource.status) ?? '') };
}
