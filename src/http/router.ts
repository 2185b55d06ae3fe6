import type { Operation } from '../operations/operation.ts';

/** What an address leads to: an operation, only others' methods, or nothing. */
export type Match =
  | { readonly kind: 'found'; readonly operation: Operation; readonly path: PathParts }
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' };

type PathParts = Readonly<Record<string, string>>;

interface Route {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** The path below which FHIR is spoken. */
const fhirRoot = '/fhir';

/** True for the FHIR base and what is below it. */
export function isFhirPath(pathname: string): boolean {
  return pathname === fhirRoot || pathname.startsWith(`${fhirRoot}/`);
}

/** Finds the operation of a method and path; every segment has to fit exactly. */
export function createRouter(
  operations: readonly Operation[],
): (method: string, pathname: string) => Match {
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
    if (fitting.length === 0) return { kind: 'none' };
    const methods = fitting.map(({ operation }) => operation.method);
    const allow = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
    return { kind: 'other-method', allow: [...new Set(allow)].sort() };
  };
}

function decoded(pathname: string): readonly string[] | undefined {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
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
      // An operation's name is never an id: `Claim/$submit` is no Claim.
      if (value === '' || value.startsWith('$')) return undefined;
      parts[segment.slice(1)] = value;
    } else if (segment !== value) return undefined;
  }
  return parts;
}
