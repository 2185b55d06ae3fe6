import { NO_VALUE, NO_VALUE_SYSTEM } from '../../bundle/rare-members.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Issue } from '../../validate/issue.ts';
import { text } from '../read/element.ts';
import { type ClassedFinding, classifyFindings } from './classify-findings.ts';

/** What names the mark among rules that may be broken. */
export const MARK_RULE = 'R4/data-absent-reason';

/**
 * Elements whose sender says itself that they hold no value, or that what they hold is none:
 * unknown, masked, in error. The mark may stand on the element, on its `_sibling`, or be its code.
 * Each is classed as a fault of its element would be; where nothing reads it, it says nothing.
 * Source: R4 extension data-absent-reason; ISO 21090 nullFlavor.
 */
export function markedElements(bundle: RequestBundle): readonly ClassedFinding[] {
  if (!bundle.rare().hasNoValueMark) return [];
  const walk = new MarkWalk();
  for (const { resource, expression, type } of bundle.entries) {
    walk.visit(resource, expression, CODED.has(type));
  }
  walk.visitAround(bundle);
  if (walk.found.length === 0) return [];
  return classifyFindings(bundle, walk.found).filter((one) => one.class !== 'tell');
}

/** Types in which a code is read as it stands; evidence has a fact's codes or says nothing. */
const CODED: ReadonlySet<string> = new Set([
  ...['Claim', 'ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder'],
]);

/** A line that names no service by a code says so by a code, which its own check reads. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['dataAbsentReason', 'productOrService']);

class MarkWalk {
  readonly found: Issue[] = [];

  /** The Bundle without its entries' resources, and the Parameters that it came in. */
  visitAround({ sent, bundle }: RequestBundle): void {
    const { entry, ...envelope } = bundle;
    this.visit(envelope, 'Bundle', false);
    for (const [index, one] of list(entry).entries()) {
      const { resource: _, ...around } = one;
      this.visit(around, `Bundle.entry[${index}]`, false);
    }
    if (sent === bundle) return;
    const { parameter, ...parameters } = sent;
    this.visit(parameters, 'Parameters', false);
    for (const [index, one] of list(parameter).entries()) {
      const { resource: _, ...around } = one;
      this.visit(around, `Parameters.parameter[${index}]`, false);
    }
  }

  visit(value: JsonObject, place: string, isCoded: boolean): void {
    if (isMarked(value, isCoded)) this.found.push(issue(place));
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'object' || member === null) continue;
      // `_birthDate` says something of `birthDate`.
      const element = name.replace(/^_/u, '');
      this.#member(member, `${place}.${element}`, isCoded && !SAID_ELSEWHERE.has(element));
    }
  }

  #member(member: Json, place: string, isCoded: boolean): void {
    if (isJsonObject(member)) this.visit(member, place, isCoded);
    if (!isJsonArray(member)) return;
    for (const [index, item] of member.entries()) {
      if (isJsonObject(item)) this.visit(item, `${place}[${index}]`, isCoded);
    }
  }
}

function list(value: Json | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.map((one) => (isJsonObject(one) ? one : {})) : [];
}

function isMarked(value: JsonObject, isCoded: boolean): boolean {
  const { extension, system } = value;
  if (isCoded && typeof system === 'string' && NO_VALUE_SYSTEM.test(system)) return true;
  if (!isJsonArray(extension)) return false;
  return extension.some((one) => isJsonObject(one) && NO_VALUE.test(text(one.url) ?? ''));
}

function issue(expression: string): Issue {
  return {
    ...{ severity: 'error', code: 'business-rule', expression, rule: MARK_RULE },
    message: 'The sender marks this element as having no value, or none that counts',
    mend: 'give its value without the mark, or leave the element out where it may be left out',
  };
}
