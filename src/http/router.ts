import type { Operation } from '../operations/operation.ts';
import { present } from '../result.ts';
import { fhirRoot } from './fhir-path.ts';
import { type Nowhere, nowhere, placeMeant, type Route } from './nowhere.ts';

/** What an address leads to: an operation, only others' methods, or nothing. */
export type Match =
  | { readonly kind: 'found'; readonly operation: Operation; readonly path: PathParts }
  | OtherMethod
  | Nowhere
  | { readonly kind: 'malformed' };

type PathParts = Readonly<Record<string, string>>;

/** An address that others' methods lead to. */
interface OtherMethod {
  readonly kind: 'other-method';
  readonly allow: readonly string[];
  /** Where its sender may have wanted to go. */
  readonly hint?: string;
}

/** Tells what a method and path lead to. */
export type FindOperation = (method: string, pathname: string) => Match;

/**
 * Finds the operation of a method and path; every segment has to fit exactly. `switchedOff`: the
 * first segments of what there would be, each with what has to be done.
 */
export function createRouter(
  operations: readonly Operation[],
  switchedOff: ReadonlyMap<string, string> = new Map(),
): FindOperation {
  const routes = operations.map((operation): Route => {
    const path = operation.kind === 'fhir' ? `${fhirRoot}${operation.path}` : operation.path;
    return { operation, segments: path.split('/').slice(1) };
  });
  return (method, pathname) => {
    const segments = decoded(pathname);
    if (segments === undefined) return { kind: 'malformed' };
    const fitting = routes.flatMap((route) => {
      const path = partsOf(route, segments);
      return path === undefined ? [] : [{ operation: route.operation, path }];
    });
    const asked = method === 'HEAD' ? 'GET' : method;
    const found = fitting.find(({ operation }) => operation.method === asked);
    if (found !== undefined) return { kind: 'found', ...found };
    if (fitting.length > 0) {
      const sameMethod = routes.filter(({ operation }) => operation.method === asked);
      const methods = fitting.map(({ operation }) => operation.method);
      return otherMethod(methods, placeMeant({ segments }, sameMethod));
    }
    const hint = switchedOff.get(segments[0] ?? '');
    return hint === undefined ? nowhere({ method, segments }, routes) : { kind: 'none', hint };
  };
}

function otherMethod(methods: readonly string[], hint: string | undefined): OtherMethod {
  const all = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  const allow = [...new Set(all)].sort();
  return present({ kind: 'other-method' as const, allow, hint });
}

/** No operation has an address of so many segments: what is longer leads nowhere, and is cut. */
const SEGMENTS_MAX = 32;

function decoded(pathname: string): readonly string[] | undefined {
  try {
    return pathname
      .split('/', SEGMENTS_MAX + 1)
      .slice(1)
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function partsOf({ segments }: Route, asked: readonly string[]): PathParts | undefined {
  if (segments.length !== asked.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = asked[index] ?? '';
    if (segment.startsWith(':')) {
      // An operation is no id: `GET Claim/$inquire` asks for no Claim.
      if (value === '' || value.startsWith('$')) return undefined;
      parts[segment.slice(1)] = value;
    } else if (segment !== value) return undefined;
  }
  return parts;
}
