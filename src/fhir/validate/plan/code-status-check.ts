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
        for (const coding of value.coding) check(coding, context);
      },
    ];
  }
  const isPartOfConcept = nodes.some((one) => one.content.declaredAt === 'CodeableConcept.coding');
  const isExtensible = nodes.some((one) => one.content.binding?.strength === 'extensible');
  if (type === 'Coding' && !isPartOfConcept && !isExtensible) return [check];
  return type === 'Quantity' ? [check] : [];
}

function createCheck(node: ElementNode, terminology: Terminology): ValueCheck {
  return (coding: Json, context: CheckContext): void => {
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
    });
  };
}
