import type { Operation } from '../operations/operation.ts';

/** What an address leads to: an operation, only others' methods, or nothing. */
export type Match =
  | { readonly kind: 'found'; readonly operation: Operation; readonly path: PathParts }
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'none'; readonly hint?: string }
  | { readonly kind: 'operation-unknown'; readonly hint: string }
  | { readonly kind: 'malformed' };

type PathParts = Readonly<Record<string, string>>;

interface Route {
  readonly operation: Operation;
  readonly segments: readonly string[];
}

/** The path below which FHIR is spoken. */
export const fhirRoot = '/fhir';

/** True for the FHIR base and what is below it. */
export function isFhirPath(pathname: string): boolean {
  return pathname === fhirRoot || pathname.startsWith(`${fhirRoot}/`);
}

/** Tells what a method and path lead to. */
export type FindOperation = (method: string, pathname: string) => Match;

/** Finds the operation of a method and path; every segment has to fit exactly. */
export function createRouter(operations: readonly Operation[]): FindOperation {
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
    if (fitting.length === 0) return nothingAt(pathname, segments, routes);
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
      // An operation is no id: `GET Claim/$inquire` asks for no Claim.
      if (value === '' || value.startsWith('$')) return undefined;
      parts[segment.slice(1)] = value;
    } else if (segment !== value) return undefined;
  }
  return parts;
}

/** What stands on an address that leads nowhere, and where its sender may have wanted to go. */
function nothingAt(pathname: string, segments: readonly string[], routes: readonly Route[]): Match {
  if (isFhirBase(pathname)) {
    return { kind: 'none', hint: 'what there is, is told at /fhir/metadata' };
  }
  const last = segments.at(-1) ?? '';
  const operations = routes.flatMap(({ segments: own }) => {
    const name = own.at(-1) ?? '';
    const isBeside = isSameFolder(own, segments);
    return name.startsWith('$') && isBeside ? [name] : [];
  });
  if (isFhirPath(pathname) && last.startsWith('$')) {
    return { kind: 'operation-unknown', hint: unknownOperation(printable(last), operations) };
  }
  const [first] = operations;
  if (last !== '' || first === undefined) return { kind: 'none' };
  const hint =
    `did the shell take ${operations.join(', ')} for a variable? ` +
    `Put the address between single quotes: '…${pathname}${first}'`;
  return { kind: 'none', hint };
}

function isFhirBase(pathname: string): boolean {
  return pathname === fhirRoot || pathname === `${fhirRoot}/`;
}

function isSameFolder(own: readonly string[], asked: readonly string[]): boolean {
  return (
    own.length === asked.length &&
    own.slice(0, -1).every((part, at) => part.startsWith(':') || part === asked[at])
  );
}

function unknownOperation(name: string, known: readonly string[]): string {
  if (plannedOperations.has(name)) return `${name} is not here yet; a later version will have it`;
  return known.length === 0 ? `nothing is called ${name}` : `here there is ${known.join(', ')}`;
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
