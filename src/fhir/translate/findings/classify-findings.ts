import { cancelledMarkUrl, NO_VALUE } from '../../bundle/rare-members.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { isJsonObject, JsonDecimal } from '../../json/json.ts';
import type { Issue } from '../../validate/issue.ts';
import { integer, objects } from '../read/element.ts';
import { classInTable, extensionsRead, type FindingClass } from './finding-class.ts';
import { type FindingPlace, findingPlace } from './finding-place.ts';
import { partsOfRequest, type RequestPart, type RequestParts } from './parts-of-request.ts';

/** A finding with what it does to the request. */
export interface ClassedFinding {
  readonly issue: Issue;
  readonly class: FindingClass;
  /** What it is about, by its names from the type on: `Claim.item.revenue`. */
  readonly element: string;
  readonly isAbsent: boolean;
  /** Sequences of the lines that it concerns; absent: all. */
  readonly lines?: readonly number[];
}

/**
 * The class of each error that a validation has found in a request; warnings have none.
 * Shape: issues in their order -> the errors among them, in their order.
 */
export function classifyFindings(
  bundle: RequestBundle,
  issues: readonly Issue[],
): readonly ClassedFinding[] {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return [];
  const parts = partsOfRequest(bundle);
  return errors.map((issue) => classifyFault(bundle, parts, issue));
}

/** Rules that were broken by one fault are told as one: the worst of their classes counts. */
function classifyFault(bundle: RequestBundle, parts: RequestParts, issue: Issue): ClassedFinding {
  const { also = [], ...first } = issue;
  const found = classify(bundle, parts, first);
  const others = also.map((rule) => classify(bundle, parts, { ...first, rule }));
  const worst = order.find((one) => [found, ...others].some(({ class: own }) => own === one));
  return { ...found, issue, class: worst ?? found.class };
}

function classify(bundle: RequestBundle, parts: RequestParts, issue: Issue): ClassedFinding {
  const place = findingPlace(bundle.bundle, issue);
  if (place === undefined) {
    return { issue, class: 'block', element: issue.expression, isAbsent: false };
  }
  const { resource, elements, isAbsent } = place;
  const kinds: ReadonlySet<RequestPart> =
    resource === undefined ? new Set(['bundle']) : partsAt(parts, resource);
  const element = `${typeAt(bundle, resource)}${dotted(elements[0] ?? '')}`.replace(/\.\?$/u, '');
  const lines = linesAt(bundle, parts, place);
  const found = { issue, class: classOf(issue, place, kinds), element, isAbsent };
  return lines === undefined ? found : { ...found, lines };
}

function dotted(element: string): string {
  return element === '' ? '' : `.${element}`;
}

/** A contained resource that is no part of its own belongs to what it is contained in. */
function partsAt(parts: RequestParts, resource: string): ReadonlySet<RequestPart> {
  const own = parts.of(resource);
  const container = resource.replace(/\.contained\[\d+\]$/u, '');
  return own.has('other') ? parts.of(container) : own;
}

function typeAt({ entries }: RequestBundle, resource: string | undefined): string {
  if (resource === undefined) return 'Bundle';
  return entries.find(({ expression }) => resource.startsWith(expression))?.type ?? 'Bundle.entry';
}

const order: readonly FindingClass[] = ['block', 'review', 'tell'];

function classOf(issue: Issue, place: FindingPlace, parts: ReadonlySet<RequestPart>): FindingClass {
  if (isUnreadable(issue, place)) return 'block';
  const { elements, extensions, resource } = place;
  if (elements.some((element) => /(?:^|\.)(?:modifierExtension|implicitRules)\b/u.test(element))) {
    return isHarmlessMark(place) ? 'review' : 'block';
  }
  const isContained = resource !== undefined && /contained\[\d+\]$/u.test(resource);
  const classes = [...parts].flatMap((part) =>
    elements.map((element) => classInTable(part, element)),
  );
  const worst = order.find((one) => classes.includes(one)) ?? 'review';
  // A fact may come from anywhere in its evidence.
  const isRead = extensions.some((name) => extensionsRead.has(name));
  const isHarmless = !isRead && isReadNowhere(issue, place) && !parts.has('evidence');
  if (worst === 'block') return isHarmless ? 'tell' : worst;
  // What is read, and stands where nothing looks for it, is missing in its own place.
  if (isRead) return 'review';
  if (worst === 'tell') return isContained ? 'review' : worst;
  return isHarmless ? 'tell' : 'review';
}

/**
 * An extension that nothing reads, in a wrong place or with something wrong in it. Where its name
 * is what is wrong, it may be one that is read, misspelt.
 */
function isReadNowhere({ rule }: Issue, { extensions, elements }: FindingPlace): boolean {
  if (extensions.length === 0 || extensions.includes('')) return false;
  if (extensions.some((name) => NO_VALUE.test(name))) return false;
  return !rule.endsWith('/url') && !elements.some((element) => element.endsWith('.url'));
}

/** What can't be read for sure is not read at all, wherever it stands. */
function isUnreadable({ code, rule }: Issue, { value }: FindingPlace): boolean {
  const isNumber = typeof value === 'number' || value instanceof JsonDecimal;
  return (
    /^(?:json|limits)\/|\/form$|^Resource\/type$/u.test(rule) ||
    code === 'too-long' ||
    code === 'too-costly' ||
    (typeof value === 'string' && value.includes('\0')) ||
    (isNumber && code === 'value' && rule.endsWith('/type'))
  );
}

/** The mark of a cancelled entry that says "not cancelled" turns nothing round. */
function isHarmlessMark({ value }: FindingPlace): boolean {
  return isJsonObject(value) && value.url === cancelledMarkUrl && value.valueBoolean === false;
}

/** An item's own faults are its line's, and so are those of the order behind it. */
function linesAt(
  bundle: RequestBundle,
  parts: RequestParts,
  { item, resource }: FindingPlace,
): readonly number[] | undefined {
  if (item !== undefined) {
    const sequence = integer(objects(bundle.claim.resource.item)[item]?.sequence);
    return sequence === undefined ? undefined : [sequence];
  }
  return resource === undefined ? undefined : parts.linesOf(resource);
}
