import { perFile, type Rule, type Violation } from '../scan/source-file.ts';

/**
 * A table that is looked into by any text is a Map, or is asked whether the member is its own:
 * every object answers to `constructor`.
 */
export const ownMembers: Rule = perFile(({ path, text }) => {
  const tables = text.matchAll(/\bconst (\w+): Readonly<(?:Partial<)?Record<string,[^=;]*= \{/gu);
  return [...tables].flatMap(({ 1: name = '' }): readonly Violation[] => {
    const at = text.search(new RegExp(`\\b${name}\\[`, 'u'));
    if (at < 0 || text.includes(`Object.hasOwn(${name},`)) return [];
    const line = text.slice(0, at).split('\n').length;
    return [{ path, line, message: `${name} answers to names that are not its own` }];
  });
});
