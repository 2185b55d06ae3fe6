import type { ProblemIssue } from '../../../problem.ts';
import type { BundleEntry } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import { objects } from '../read/element.ts';
import { cancelledMarkUrl } from '../read/extensions.ts';

/** Deeper than any element of a Claim that is read. */
const DEPTH_MAX = 8;

/**
 * Modifiers that we do not know, on anything that we read of the Claim: what they modify must not
 * be understood without them. Source: PAS spec-25; R4 extensibility, modifier extensions.
 */
export function unknownModifiers({ resource, expression }: BundleEntry): readonly ProblemIssue[] {
  const found: ProblemIssue[] = [];
  collect(resource, expression, { found, depth: 0 });
  return found;
}

interface Search {
  readonly found: ProblemIssue[];
  readonly depth: number;
}

function collect(value: Json | undefined, expression: string, { found, depth }: Search): void {
  if (depth > DEPTH_MAX || !isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (name === 'modifierExtension') {
      for (const [index, { url }] of objects(member).entries()) {
        if (url !== cancelledMarkUrl) found.push(issue(`${expression}.${name}[${index}]`));
      }
    } else if (isJsonArray(member)) {
      for (const [index, item] of member.entries()) {
        collect(item, `${expression}.${name}[${index}]`, { found, depth: depth + 1 });
      }
    } else collect(member, `${expression}.${name}`, { found, depth: depth + 1 });
  }
}

function issue(expression: string): ProblemIssue {
  return {
    severity: 'error',
    code: 'extension',
    expression,
    rule: 'PAS/spec-25',
    text:
      'This modifier is not known here, and what it modifies must not be read without it. ' +
      'To mend it: send the request without the modifier.',
  };
}
