import { type ImportRow, importTable, onePlaces } from '../import-table.ts';
import { findImports, type Import } from '../scan/imports.ts';
import { perFile, type Rule, type SourceFile, type Violation } from '../scan/source-file.ts';

/** Each part of `src/` imports what its row of the import table names, nothing else. */
export const importsByTable: Rule = perFile((file) => {
  const inside = belowSource(file.path);
  if (inside === undefined) return [];
  const [part = ''] = inside.replace(/\.ts$/u, '').split('/');
  const row = importTable[part];
  if (row === undefined) {
    return [{ path: file.path, line: 1, message: `"${part}" has no row in the import table` }];
  }
  if (row === 'everything') return [];
  return objections(file, (found) => {
    const kind = found.typeOnly ? 'types of ' : '';
    return isAllowed(row, found) ? undefined : `${part} may not import ${kind}${found.target}`;
  });
});

/** Modules that touch the world are imported in their one place. */
export const importsInOnePlace: Rule = perFile((file) => {
  const inside = belowSource(file.path);
  if (inside === undefined) return [];
  return objections(file, ({ target }) => {
    const rule = onePlaces.find(({ module }) => module.test(target));
    const isAtHome = rule?.places.some((place) => inside.startsWith(place)) ?? true;
    return isAtHome ? undefined : `${target} may not be imported here`;
  });
});

/** `src/` imports nothing of the tests, scripts or benchmarks. */
export const importsWithinSource: Rule = perFile((file) => {
  if (belowSource(file.path) === undefined) return [];
  return objections(file, ({ target, isRelative }) =>
    isRelative && belowSource(target) === undefined ? `${target} lies outside src/` : undefined,
  );
});

/** No barrels: nothing is exported again, no file is called index but the operations table. */
export const noBarrels: Rule = perFile((file) => {
  const inside = belowSource(file.path);
  if (inside === undefined) return [];
  const again = findImports(file)
    .filter((found) => found.isReExport)
    .map(({ line, target }) => ({ path: file.path, line, message: `exports ${target} again` }));
  const isIndex = /(?:^|\/)index\.ts$/u.test(inside) && inside !== 'operations/index.ts';
  return isIndex ? [...again, { path: file.path, line: 1, message: 'is a barrel' }] : again;
});

function objections(
  file: SourceFile,
  objection: (found: Import) => string | undefined,
): readonly Violation[] {
  return findImports(file).flatMap((found) => {
    const message = objection(found);
    return message === undefined ? [] : [{ path: file.path, line: found.line, message }];
  });
}

function isAllowed(row: ImportRow, { target, isRelative, typeOnly }: Import): boolean {
  if (!isRelative) {
    if (target.startsWith('node:')) return row.node === 'any' || row.node.includes(target);
    const name = packageName(target);
    return row.packages.includes(name) || (typeOnly && row.typePackages.includes(name));
  }
  const inside = belowSource(target);
  if (inside === undefined) return false;
  const isBelow = (part: string): boolean =>
    inside === `${part}.ts` || inside.startsWith(`${part}/`);
  return row.parts.some(isBelow) || (typeOnly && row.types.some(isBelow));
}

function packageName(target: string): string {
  const parts = target.split('/');
  return parts.slice(0, target.startsWith('@') ? 2 : 1).join('/');
}

function belowSource(path: string): string | undefined {
  return path.startsWith('src/') ? path.slice('src/'.length) : undefined;
}
