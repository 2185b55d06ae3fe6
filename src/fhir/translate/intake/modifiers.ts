import type { ProblemIssue } from '../../../problem.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { objects } from '../read/element.ts';
import { cancelledMarkUrl } from '../read/extensions.ts';

/**
 * Modifiers that we do not know, on anything that is read: what they modify must not be understood
 * without them. Earlier Claims are not read. Shape: in the order of the Bundle.
 * Source: PAS spec-25; R4 extensibility, modifier extensions; R4 Resource.implicitRules.
 */
export function unknownModifiers({ bundle, entries, claim }: RequestBundle): ProblemIssue[] {
  const found: ProblemIssue[] = [];
  if (bundle.implicitRules !== undefined) found.push(unknown('Bundle.implicitRules'));
  for (const entry of entries) {
    const { resource, expression, type } = entry;
    if (type === 'Claim' && entry !== claim) continue;
    // Nearly every request has none: whether there is one is cheaper to know than where.
    if (holdsModifier(resource)) collect(resource, expression, found);
  }
  return found;
}

/** Two of the elements that make a resource mean something else when they are not understood. */
function isModifier(name: string): boolean {
  return name === 'modifierExtension' || name === 'implicitRules';
}

function holdsModifier(value: JsonObject): boolean {
  for (const name in value) {
    if (isModifier(name)) return true;
    const member = value[name];
    if (typeof member === 'object' && member !== null && memberHoldsModifier(member)) return true;
  }
  return false;
}

function memberHoldsModifier(member: Json): boolean {
  if (!isJsonArray(member)) return isJsonObject(member) && holdsModifier(member);
  for (const item of member) if (isJsonObject(item) && holdsModifier(item)) return true;
  return false;
}

function collect(value: JsonObject, expression: string, found: ProblemIssue[]): void {
  for (const [name, member] of Object.entries(value)) {
    const place = `${expression}.${name}`;
    if (name === 'implicitRules') found.push(unknown(place));
    else if (name === 'modifierExtension') {
      for (const [index, { url }] of objects(member).entries()) {
        if (!isKnown(url, expression)) found.push(unknown(`${place}[${index}]`));
      }
    } else if (isJsonArray(member)) {
      for (const [index, item] of member.entries()) {
        if (isJsonObject(item)) collect(item, `${place}[${index}]`, found);
      }
    } else if (isJsonObject(member)) collect(member, place, found);
  }
}

/** The mark of a cancelled entry is read where updates have it, and nowhere else. */
function isKnown(url: Json | undefined, expression: string): boolean {
  const isMarked = /^Bundle\.entry\[0\]\.resource\.(?:item|supportingInfo)\[\d+\]$/u;
  return url === cancelledMarkUrl && isMarked.test(expression);
}

function unknown(expression: string): ProblemIssue {
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
