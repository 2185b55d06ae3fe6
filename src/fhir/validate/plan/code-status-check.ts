import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import type { Terminology } from '../../terminology/terminology.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { quote } from './quote.ts';
import type { CheckContext, ValueCheck } from './state.ts';

/**
 * A code that its own, completely known code system does not have is wrong whatever the binding
 * says. Codings of a concept are judged with the concept; a bare Coding bound extensibly is left
 * to its binding.
 */
export function codeStatusCheck(
  nodes: readonly ElementNode[],
  type: string,
  terminology: Terminology,
): readonly ValueCheck[] {
  const [node] = nodes;
  if (node === undefined) return [];
  const check = createCheck(node, terminology);
  if (type === 'CodeableConcept') {
    return [
      (value, context) => {
        if (!isJsonObject(value) || !isJsonArray(value.coding)) return;
        const isOnly = value.coding.length === 1;
        for (const coding of value.coding) check(coding, isOnly, context);
      },
    ];
  }
  const isPartOfConcept = nodes.some((one) => one.content.declaredAt === 'CodeableConcept.coding');
  const isExtensible = nodes.some((one) => one.content.binding?.strength === 'extensible');
  const isJudged = type === 'Coding' && !isPartOfConcept && !isExtensible;
  if (!isJudged && type !== 'Quantity') return [];
  return [(value, context) => check(value, true, context)];
}

/** A check of a coding that is the only one of its concept, or one of several. */
type CodingCheck = (coding: Json, isOnly: boolean, context: CheckContext) => void;

function createCheck(node: ElementNode, terminology: Terminology): CodingCheck {
  return (coding, isOnly, context) => {
    if (!isJsonObject(coding)) return;
    const { system, code } = coding;
    if (typeof system !== 'string' || typeof code !== 'string') return;
    const status = terminology.codeStatus(system, code);
    if (status === 'known') return;
    if (status === 'unknown-system') {
      context.unknownSystem(system);
      return;
    }
    context.report({
      severity: 'error',
      code: 'code-invalid',
      rule: { node, check: 'code' },
      message: `the code system ${quote(system)} has no code ${quote(code)}`,
      mend: 'use a code that the code system defines, in its exact spelling',
      ...(isOnly ? { isOfValue: true } : {}),
    });
  };
}
