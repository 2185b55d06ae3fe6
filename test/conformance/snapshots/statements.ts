import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import {
  flagOf,
  objectOf,
  objectsOf,
  textOf,
  textsOf,
} from '../../../src/fhir/profiles/json-members.ts';
import type { TypedValue, TypeFacts } from '../../../src/fhir/validate/facts.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';
import { referenced } from '../../../src/fhir/validate/snapshot/locate.ts';
import type { Snapshots } from '../../../src/fhir/validate/snapshot/snapshot-lookup.ts';

/** What one element of a snapshot says: a text for each kind of statement, '' for silence. */
export type Statements = Readonly<Record<string, string>>;

/** The statements of a published element, read from its JSON and not by the importer's code. */
export function publishedStatements(element: JsonObject, url: string): Statements {
  const binding = objectOf(element, 'binding');
  const reference = textOf(element, 'contentReference') ?? '';
  return {
    min: String(element.min ?? 0),
    max: textOf(element, 'max') ?? '',
    types: objectsOf(element, 'type').map(publishedType).join(' | '),
    fixed: valued(element, 'fixed'),
    pattern: valued(element, 'pattern'),
    minValue: valued(element, 'minValue'),
    maxValue: valued(element, 'maxValue'),
    maxLength: String(element.maxLength ?? ''),
    binding:
      binding === undefined ? '' : bound(textOf(binding, 'strength'), textOf(binding, 'valueSet')),
    mustSupport: flagged(flagOf(element, 'mustSupport')),
    isModifier: flagged(flagOf(element, 'isModifier')),
    slicing: publishedSlicing(objectOf(element, 'slicing')),
    contentReference: reference.startsWith('#') ? `${url}${reference}` : reference,
    ...Object.fromEntries(objectsOf(element, 'constraint').map(publishedConstraint)),
  };
}

/** The statements of an element of a snapshot of ours. */
export function ownStatements(node: ElementNode, snapshots: Snapshots): Statements {
  const { content } = node;
  const { binding, slicing, constraints } = content;
  return {
    min: String(content.min),
    max: content.max === Number.POSITIVE_INFINITY ? '*' : String(content.max),
    types: content.types.map(ownType).join(' | '),
    fixed: typed(content.fixed),
    pattern: typed(content.pattern),
    minValue: typed(content.minValue),
    maxValue: typed(content.maxValue),
    maxLength: String(content.maxLength ?? ''),
    binding: binding === undefined ? '' : bound(binding.strength, binding.valueSet),
    mustSupport: flagged(content.mustSupport),
    isModifier: flagged(content.isModifier),
    slicing: slicing === undefined ? '' : sliced(slicing),
    contentReference: ownReference(node, snapshots),
    ...Object.fromEntries(
      constraints.map((one) => constrained(one.key, one.severity, one.expression)),
    ),
  };
}

function publishedType(type: JsonObject): string {
  return kindOf(
    textOf(type, 'code') ?? '',
    textsOf(type, 'profile') ?? [],
    textsOf(type, 'targetProfile') ?? [],
  );
}

function ownType(type: TypeFacts): string {
  return kindOf(type.code, type.profiles ?? [], type.targetProfiles ?? []);
}

function kindOf(code: string, profiles: readonly string[], targets: readonly string[]): string {
  const of = (prefix: string, list: readonly string[]): string =>
    list.length === 0 ? '' : ` ${prefix} ${list.map(unversioned).join(' ')}`;
  return `${code}${of('as', profiles)}${of('to', targets)}`;
}

function unversioned(canonical: string): string {
  return canonical.split('|')[0] ?? '';
}

/** `fixedUri: 'x'` as `uri "x"`; the order of members says nothing. */
function valued(element: JsonObject, prefix: string): string {
  const name = Object.keys(element).find((key) => new RegExp(`^${prefix}[A-Z]`).test(key));
  if (name === undefined) return '';
  const value = element[name] ?? null;
  const suffix = name.slice(prefix.length);
  const type = isJsonObject(value) ? suffix : suffix.charAt(0).toLowerCase() + suffix.slice(1);
  return typed({ type, value });
}

function typed(value: TypedValue | undefined): string {
  return value === undefined ? '' : `${value.type} ${JSON.stringify(inOrder(value.value))}`;
}

function inOrder(value: Json): Json {
  if (isJsonArray(value)) return value.map(inOrder);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name] ?? null)]));
}

function bound(strength: string | undefined, valueSet: string | undefined): string {
  return `${strength} ${unversioned(valueSet ?? '')}`;
}

function flagged(flag: boolean | undefined): string {
  return flag === true ? 'true' : '';
}

function publishedSlicing(slicing: JsonObject | undefined): string {
  if (slicing === undefined) return '';
  const discriminators = objectsOf(slicing, 'discriminator').map((one) => ({
    type: textOf(one, 'type') ?? '',
    path: textOf(one, 'path') ?? '',
  }));
  const ordered = flagOf(slicing, 'ordered') ?? false;
  return sliced({ discriminators, rules: textOf(slicing, 'rules') ?? '', ordered });
}

function sliced(slicing: {
  readonly discriminators: readonly { readonly type: string; readonly path: string }[];
  readonly rules: string;
  readonly ordered?: boolean;
}): string {
  const by = slicing.discriminators.map(({ type, path }) => `${type}:${path}`).join(' ');
  return `${slicing.rules}${slicing.ordered === true ? ' ordered' : ''} by ${by}`;
}

function ownReference(node: ElementNode, snapshots: Snapshots): string {
  const { contentReference } = node.content;
  if (contentReference === undefined) return '';
  const target = referenced(node, contentReference, snapshots);
  return target === undefined
    ? `nothing at ${contentReference}`
    : `${target.structure.facts.url}#${target.id}`;
}

function publishedConstraint(constraint: JsonObject): readonly [string, string] {
  const key = textOf(constraint, 'key') ?? '';
  return constrained(key, textOf(constraint, 'severity'), textOf(constraint, 'expression'));
}

function constrained(
  key: string,
  severity: string | undefined,
  expression: string | undefined,
): readonly [string, string] {
  return [`constraint ${key}`, `${severity}: ${expression}`];
}
