import type { CallNode } from './ast.ts';
import { type Kit, spend, type Truth } from './frame.ts';
import { compiledPattern } from './safe-pattern.ts';
import { singleOf } from './single.ts';

const TEXT_MAX = 65_536;

/** Tests of one text: startsWith, endsWith, contains, matches; undefined for other functions. */
export function textTruth(kit: Kit, node: CallNode, type: string): Truth | undefined {
  const argument = node.args[0];
  if (argument === undefined) return undefined;
  if (node.name === 'matches' || node.name === 'matchesFull') return patternTruth(kit, node, type);
  const test = TESTS[node.name];
  if (test === undefined) return undefined;
  const text = singleOf(kit, node.of, type, 'raw');
  const part = singleOf(kit, argument, type, 'raw');
  return (value, sibling, frame) => {
    const a = text(value, sibling, frame);
    const b = part(value, sibling, frame);
    if (typeof a === 'string' && typeof b === 'string') return test(a, b);
    if (a !== undefined && typeof a !== 'string') frame.failed = true;
    if (b !== undefined && typeof b !== 'string') frame.failed = true;
    return undefined;
  };
}

const TESTS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

/** The pattern is a literal that was found safe; very long texts are not decided. */
function patternTruth(kit: Kit, node: CallNode, type: string): Truth {
  const source = node.args[0]?.kind === 'literal' ? String(node.args[0].value) : '';
  const pattern = compiledPattern(node.name === 'matches' ? source : `^(?:${source})$`);
  const text = singleOf(kit, node.of, type, 'raw');
  return (value, sibling, frame) => {
    const one = text(value, sibling, frame);
    if (one === undefined) return undefined;
    if (typeof one !== 'string' || pattern === undefined || one.length > TEXT_MAX) {
      frame.failed = true;
      return undefined;
    }
    return spend(frame, one.length >> 4) ? pattern.test(one) : undefined;
  };
}
