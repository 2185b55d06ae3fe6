import type { Operation } from '../operations/operation.ts';
import { fhirRoot, isFhirPath } from './fhir-path.ts';

/** An operation and the segments of its address; `:id` stands for any. */
export interface Route {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** An address that leads nowhere, with where its sender may have wanted to go. */
export type Nowhere =
  | { readonly kind: 'none'; readonly hint?: string }
  | { readonly kind: 'operation-unknown'; readonly hint: string };

/** A method and the segments of an address, decoded. */
export interface Asked {
  readonly method: string;
  readonly segments: readonly string[];
}

/** What stands on an address that leads nowhere. */
export function nowhere(asked: Asked, routes: readonly Route[]): Nowhere {
  const [root] = asked.segments;
  const last = asked.segments.at(-1) ?? '';
  const place = placeMeant(asked, routes);
  if (isFhirPath(`/${root}`) && last.startsWith('$')) {
    if (plannedOperations.has(last)) {
      return operationUnknown(`${last} is not here yet; a later version will have it`);
    }
    return operationUnknown(place ?? unknownOperation(printable(last), besides(asked, routes)));
  }
  const hint = place ?? aboutBase(asked) ?? operationsBelow(asked, routes);
  return hint === undefined ? { kind: 'none' } : { kind: 'none', hint };
}

/**
 * Where the thing is that an address names in a wrong place, in other letters or without its
 * dollar sign: `$submit is at /fhir/Claim/$submit`; undefined when nothing is called so.
 */
export function placeMeant(
  { segments }: Pick<Asked, 'segments'>,
  routes: readonly Route[],
): string | undefined {
  const word = wordOf(segments.findLast((segment) => segment !== '') ?? '');
  const meant = routes.filter(({ segments: own }) => wordOf(own.at(-1) ?? '') === word);
  const [first] = meant;
  if (word === '' || first === undefined) return undefined;
  const places = [...new Set(meant.map(addressOf))];
  return `${first.segments.at(-1)} is at ${places.join(', ')}`;
}

/** The last part of an address as people mean it; a part that stands for any is no word. */
function wordOf(segment: string): string {
  return segment.startsWith(':') ? '' : segment.replace(/^\$/u, '').toLowerCase();
}

function addressOf({ segments }: Route): string {
  return `/${segments.map((part) => part.replace(/^:(.*)$/u, '[$1]')).join('/')}`;
}

function operationUnknown(hint: string): Nowhere {
  return { kind: 'operation-unknown', hint };
}

function unknownOperation(name: string, known: readonly Route[]): string {
  return known.length === 0 ? `nothing is called ${name}` : `there is ${namesOf(known)}`;
}

/** Who looks at the base of FHIR wants to know what is there. */
function aboutBase({ method, segments: [root, ...rest] }: Asked): string | undefined {
  if (method === 'POST' || !isFhirPath(`/${root}`) || rest.join('') !== '') return undefined;
  return `what there is, is told at ${fhirRoot}/metadata`;
}

/** The operations that an address ends before, for who sends there or ends with a slash. */
function operationsBelow(
  { method, segments }: Asked,
  routes: readonly Route[],
): string | undefined {
  const isEnded = segments.at(-1) === '';
  if (!isEnded && method !== 'POST') return undefined;
  const within = isEnded ? segments : [...segments, ''];
  const below = besides({ segments: within }, routes);
  const [first] = below;
  if (first === undefined) return undefined;
  const address = `'…${addressOf(first)}'`;
  return isEnded
    ? `did the shell take ${namesOf(below)} for a variable? ` +
        `Put the address between single quotes: ${address}`
    : `below it there is ${namesOf(below)}: ${address}`;
}

/** The operations in the folder of an address. */
function besides({ segments }: Pick<Asked, 'segments'>, routes: readonly Route[]) {
  return routes.filter(
    ({ segments: own }) =>
      (own.at(-1) ?? '').startsWith('$') &&
      own.length === segments.length &&
      own.slice(0, -1).every((part, at) => part.startsWith(':') || part === segments[at]),
  );
}

function namesOf(routes: readonly Route[]): string {
  return [...new Set(routes.map(({ segments }) => segments.at(-1) ?? ''))].join(', ');
}

/** A name that a sender chose, as far as it goes into an answer. */
function printable(name: string): string {
  return /^\$[A-Za-z-]{1,40}$/u.test(name) ? name : 'so';
}

/** Operations of the guides that are not there yet, so that who asks is told that they come. */
const plannedOperations: ReadonlySet<string> = new Set([
  ...['$inquire', '$submit-attachment', '$questionnaire-package', '$next-question'],
  ...['$log-questionnaire-errors', '$expand', '$validate-code', '$status', '$events'],
]);
