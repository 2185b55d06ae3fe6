/** What the files of one part of `src/` may import. Paths are below `src/`. */
export interface ImportRow {
  /** Folders and single files, with and without values. */
  readonly parts: readonly string[];
  /** Folders and single files of which types only. */
  readonly types: readonly string[];
  readonly packages: readonly string[];
  /** Packages of which types only. */
  readonly typePackages: readonly string[];
  /** `node:` modules, or `any` of them. */
  readonly node: readonly string[] | 'any';
}

const none = { parts: [], types: [], packages: [], typePackages: [], node: [] } as const;

/** The import table of the design, §3, and what ADRs 0001 and 0022 add to it. */
export const importTable: Readonly<Record<string, ImportRow | 'everything'>> = {
  domain: {
    ...none,
    parts: ['domain', 'result', 'problem', 'kept-with'],
    packages: ['big.js', 'temporal-polyfill'],
  },
  fhir: {
    ...none,
    parts: [
      ...['fhir', 'result', 'problem', 'kept-with', 'ports/record-keys'],
      'domain/review/review-action',
      // What counts as urgent, the words of states, the system of NPIs and when identifiers are
      // the same are said once.
      ...['domain/review/pace', 'domain/review/state-words', 'domain/provider/npi'],
      'domain/same-identifier',
      // What may say a fact, or qualify it, is data of the rulebook and read by its rules.
      ...['domain/policy/compare', 'domain/policy/phrases'],
    ],
    types: ['domain', 'ports/store'],
    packages: ['fhirpath'],
    typePackages: ['fhir'],
    // Bytes and their encoding: computation, no world.
    node: ['node:buffer'],
  },
  ports: { ...none, parts: ['ports', 'result'], types: ['domain'] },
  operations: {
    ...none,
    parts: ['operations', 'fhir', 'domain', 'ports', 'auth/scope', 'result', 'problem'],
  },
  notify: { ...none, parts: ['notify', 'ports', 'domain', 'fhir', 'result', 'problem'] },
  audit: { ...none, parts: ['audit', 'ports', 'domain', 'fhir', 'result', 'problem'] },
  auth: {
    ...none,
    parts: ['auth', 'ports', 'domain', 'fhir', 'result', 'problem'],
    packages: ['jose'],
  },
  http: {
    ...none,
    parts: [
      'http',
      'operations',
      'auth',
      'audit',
      'problem',
      'result',
      'kept-with',
      'in-turns',
      'fhir/outcome',
      'fhir/json',
      // What leads to the machine itself is said once.
      'settings/loopback',
    ],
    types: ['ports', 'settings'],
    packages: [
      'express',
      'helmet',
      'cors',
      'express-rate-limit',
      'pino',
      'pino-http',
      'prom-client',
      'marked',
    ],
    node: 'any',
  },
  adapters: {
    ...none,
    parts: ['adapters', 'ports', 'result', 'in-turns'],
    types: ['domain', 'fhir/validate/facts'],
    packages: ['tar-stream', 'mongodb', 'libsql', 'ajv', 'lru-cache'],
    node: 'any',
  },
  settings: { ...none, parts: ['settings', 'result'], packages: ['ajv'] },
  problem: { ...none, parts: ['result'] },
  result: none,
  'kept-with': none,
  'in-turns': none,
  cli: 'everything',
  wire: 'everything',
  main: 'everything',
};

/** A module that may be imported in one place only (a path below `src/`, or the start of one). */
export interface OnePlace {
  readonly module: RegExp;
  readonly places: readonly string[];
}

/** The one-place rules: what touches the world, or may be replaced, has one door. */
export const onePlaces: readonly OnePlace[] = [
  { module: /^express$/u, places: ['http/'] },
  { module: /^marked$/u, places: ['http/paper-html.ts'] },
  { module: /^jose$/u, places: ['auth/'] },
  { module: /^mongodb$/u, places: ['adapters/store-mongodb'] },
  { module: /^libsql$|^node:sqlite$/u, places: ['adapters/store-sqlite'] },
  { module: /^tar-stream$/u, places: ['adapters/package-archive.ts'] },
  { module: /^fhirpath(?:\/|$)/u, places: ['fhir/fhirpath/fallback.ts'] },
  { module: /^node:(?:https|http2|tls|dgram|dns)/u, places: ['adapters/outbound-https'] },
  {
    module: /^node:net$/u,
    places: ['adapters/outbound-https', 'http/server.ts', 'http/more-listeners.ts'],
  },
  { module: /^undici$/u, places: ['adapters/outbound-https'] },
  { module: /^node:http$/u, places: ['http/', 'main.ts'] },
  { module: /^node:fs(?:\/|$)/u, places: ['adapters/', 'cli/'] },
  { module: /^node:child_process$/u, places: ['http/more-listeners.ts'] },
  { module: /^node:vm$/u, places: [] },
];

/** Where the global `fetch` may be called. */
export const fetchPlaces: readonly string[] = ['adapters/outbound-https'];

/** The folders that know no file, clock, network or chance. */
export const pureFolders: readonly string[] = ['domain/', 'fhir/'];

/** Globals through which the world would come into a pure folder. */
export const worldlyGlobals: ReadonlySet<string> = new Set([
  ...['process', 'console', 'fetch', 'performance', 'setTimeout', 'setInterval', 'setImmediate'],
  ...['queueMicrotask', 'globalThis', 'crypto', '__dirname'],
]);
