import type { FactSource } from '../../../src/fhir/validate/facts.ts';

/** A source of facts that notes which files are asked for. */
export interface WatchedFacts {
  readonly source: FactSource;
  /** `package#version/file`. */
  readonly files: ReadonlySet<string>;
  /** How many files there are. */
  readonly available: number;
}

/** Watches what is read of a source. */
export function watchReads(source: FactSource): WatchedFacts {
  const files = new Set<string>();
  return {
    files,
    available: allFiles(source).size,
    source: {
      ...source,
      read(packageId, file) {
        files.add(`${packageId}/${fileOf(file)}`);
        return source.read(packageId, file);
      },
    },
  };
}

function allFiles(source: FactSource): ReadonlySet<string> {
  return new Set(
    source.packages.flatMap(({ name, version, canonicals }) =>
      Object.values(canonicals).map(({ file }) => `${name}#${version}/${fileOf(file)}`),
    ),
  );
}

/** Several canonicals may lie in one file, each behind its own `#`. */
function fileOf(file: string): string {
  const at = file.indexOf('#');
  return at < 0 ? file : file.slice(0, at);
}
