import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { BundleEntry, RequestBundle } from '../bundle/request-bundle.ts';
import type { JsonObject } from '../json/json.ts';
import { codesOf } from '../translate/read/codes.ts';
import { object, objects, referenceOf, text } from '../translate/read/element.ts';
import { words } from './concept-remarks.ts';
import { evidenceRules } from './evidence-rules.ts';
import { type Link, OWNING } from './links.ts';
import { rawValue } from './raw-value.ts';
import { REMARKS_MAX } from './read-remarks.ts';

/** A value that stands beside others. */
export interface Part {
  /** Undefined: a member that is not in the request. */
  readonly element: JsonObject | undefined;
  readonly remark: Remark;
}

/**
 * All values that belong to a result: its components, its members, and those of the panels and
 * reports that have it as theirs, whatever their own dates. Shape: a result is a part too, so that
 * whoever asks leaves out the one that is asked about; once there are more than are read, no more
 * is gathered.
 * Source: R4 Observation.component, hasMember; DiagnosticReport.result.
 */
export function partsBeside(
  bundle: RequestBundle,
  entry: BundleEntry,
  links: readonly Link[],
): readonly Part[] {
  const owners = links.flatMap(({ name, entry: owner }) =>
    OWNING.has(name) && owner !== undefined ? [owner] : [],
  );
  const { component, hasMember: members } = entry.resource;
  if (component === undefined && members === undefined && owners.length === 0) return none;
  const parts: Part[] = [];
  const seen = new Set<JsonObject>();
  const open = [entry, ...owners];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next.resource)) continue;
    seen.add(next.resource);
    for (const part of valuesOf(next)) parts.push(part);
    const { hasMember, result } = next.resource;
    for (const member of [...objects(hasMember), ...objects(result)]) {
      const reference = referenceOf(member);
      const found = reference === undefined ? undefined : bundle.resolve(reference, next);
      if (found !== undefined) open.push(found);
      else parts.push(notHere(member));
    }
    if (parts.length > REMARKS_MAX) break;
  }
  return parts;
}

const none: readonly Part[] = [];

function notHere(member: JsonObject): Part {
  return { element: undefined, remark: words('member', text(member.display)) };
}

/** The value of an Observation itself and those of its components; what was withdrawn has none. */
function valuesOf({ type, resource }: BundleEntry): readonly Part[] {
  const isThere = evidenceRules.Observation?.standing(resource) !== 'withdrawn';
  if (type !== 'Observation' || !isThere) return [];
  return [resource, ...objects(resource.component)].flatMap((element): readonly Part[] => {
    const value = rawValue(element, 'value');
    if (value === undefined) return [];
    const { valueString, code } = element;
    const concept = object(element.valueCodeableConcept);
    const said = [text(object(code)?.text), text(valueString), text(concept?.text)];
    const named = [...said, ...codesOf(concept).map(({ display }) => display)];
    const remark: Remark = present({
      ...{ at: element === resource ? 'sibling' : 'component', form: 'part' as const },
      ...{ codes: codesOf(code), value },
      text: named.filter((one) => one !== undefined).join(', ') || undefined,
    });
    return [{ element, remark }];
  });
}
