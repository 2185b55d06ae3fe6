import { allTokens, perFile, type Rule, type Violation } from '../scan/source-file.ts';
import { exportedName, isDeclaringExport } from './comments.ts';

const forbidden = new Set([
  ...['util', 'utils', 'utility', 'utilities', 'helper', 'helpers', 'manager', 'managers'],
  ...['service', 'services', 'common', 'misc', 'data', 'info', 'infos', 'handle', 'handles'],
  ...['process', 'temp', 'tmp'],
]);

/** FHIR's own words keep FHIR's spelling. */
const fhirNames =
  /DataRequirement|dataAbsentReason|data-absent-reason|HealthcareService|processNote/gu;

/** No empty words in the names of files and exports. */
export const namesWithMeaning: Rule = perFile((file) => {
  const found: Violation[] = [];
  for (const word of emptyWords(file.path.replace(/\.[^/]*$/u, ''))) {
    found.push({ path: file.path, line: 1, message: `file name says "${word}"` });
  }
  const tokens = allTokens(file);
  for (const [index, { line }] of tokens.entries()) {
    if (!isDeclaringExport(tokens, index)) continue;
    const name = exportedName(tokens, index);
    for (const word of emptyWords(name)) {
      found.push({ path: file.path, line, message: `export ${name} says "${word}"` });
    }
  }
  return found;
});

/** Files are named in kebab-case. */
export const kebabCase: Rule = perFile(({ path }) => {
  const isKebab = path.split('/').every((part) => /^[a-z0-9.]+(?:-[a-z0-9.]+)*$/u.test(part));
  return isKebab ? [] : [{ path, line: 1, message: 'is not kebab-case' }];
});

function emptyWords(name: string): readonly string[] {
  return name
    .replace(fhirNames, '')
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => forbidden.has(word));
}
