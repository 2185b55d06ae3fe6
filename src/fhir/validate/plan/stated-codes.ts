import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import type { SystemCode } from '../../terminology/code-set.ts';
import type { CodeSet } from '../../terminology/terminology.ts';
import type { ElementNode } from '../snapshot/element-node.ts';

/** A code that definitions fix; without a system where none is fixed with it. */
export type StatedCode = Partial<Pick<SystemCode, 'system'>> & Pick<SystemCode, 'code'>;

/**
 * The codes that fixed values and patterns leave to an element of a coded type: its own, those of
 * what lies in it, and what a pattern around it says of it.
 */
export function statedCodes(nodes: readonly ElementNode[], type: string): readonly StatedCode[] {
  return nodes.flatMap((node) => codesOf(node, type));
}

function codesOf(node: ElementNode, type: string): readonly StatedCode[] {
  const whole = codesIn(statedValue(node));
  if (whole.length > 0) return whole;
  if (type === 'CodeableConcept') {
    const coding = node.children.get('coding');
    return coding === undefined ? [] : [coding, ...coding.slices].flatMap(codingOf);
  }
  return codingOf(node);
}

function codingOf(node: ElementNode): readonly StatedCode[] {
  const whole = codesIn(statedValue(node));
  if (whole.length > 0) return whole;
  const code = textAt(node, 'code');
  return code === undefined ? [] : [statedCode(code, textAt(node, 'system'))];
}

/** The value that a definition fixes, asks for as a pattern, or has from a pattern around it. */
export function statedValue({ content }: ElementNode): Json | undefined {
  return (content.fixed ?? content.pattern ?? content.implied)?.value;
}

function textAt(node: ElementNode, name: string): string | undefined {
  const child = node.children.get(name);
  const value = child === undefined ? undefined : statedValue(child);
  return typeof value === 'string' ? value : undefined;
}

/** The codes in a value of a coded type. */
export function codesIn(value: Json | undefined): readonly StatedCode[] {
  if (typeof value === 'string') return [{ code: value }];
  if (!isJsonObject(value)) return [];
  if (isJsonArray(value.coding)) return value.coding.flatMap(codesIn);
  const { code, system } = value;
  return typeof code === 'string' ? [statedCode(code, system)] : [];
}

function statedCode(code: string, system: Json | undefined): StatedCode {
  return typeof system === 'string' ? { code, system } : { code };
}

/** True when none of the codes that are left can be in a set: whoever takes one of it errs. */
export function leavesOut(codes: CodeSet, stated: readonly StatedCode[], isBare: boolean): boolean {
  const isOut = ({ code, system }: StatedCode): boolean =>
    (isBare || system !== undefined) && codes.has(isBare ? undefined : system, code) === 'out';
  return stated.length > 0 && stated.every(isOut);
}
