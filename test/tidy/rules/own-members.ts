import { perFile, type Rule, type Violation } from '../scan/source-file.ts';

/** The folders in which the texts of a request are read. */
const READS_REQUESTS = /^src\/(?:domain|operations|fhir\/(?:translate|facts))\//u;

/**
 * A table that is looked into by any text is a Map, or is asked whether the member is its own:
 * every object answers to `constructor`.
 */
export const ownMembers: Rule = perFile(({ path, text }) => {
  if (!READS_REQUESTS.test(path)) return [];
  const tables = text.matchAll(/\bconst (\w+): Readonly<(?:Partial<)?Record<string,[^=;]*= \{/gu);
  return [...tables].flatMap(({ 1: name = '' }): readonly Violation[] => {
    const at = text.search(new RegExp(`\\b${name}\\[`, 'u'));
    if (at < 0 || text.includes(`Object.hasOwn(${name},`)) return [];
    const line = text.slice(0, at).split('\n').length;
    return [{ path, line, message: `${name} answers to names that are not its own` }];
  });
});
