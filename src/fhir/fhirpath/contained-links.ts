import { isJsonArray, type Json, type JsonObject } from '../json/json.ts';
import { type Frame, spend, type Truth } from './frame.ts';
import type { TypeModel } from './model.ts';
import { isObject } from './value.ts';

const LINKS =
  '%resource.descendants().reference | %resource.descendants().as(canonical) | ' +
  '%resource.descendants().as(uri) | %resource.descendants().as(url)';
const CANONICAL_BACK = "descendants().where(as(canonical) = '#').exists()";
const URI_BACK = "descendants().where(as(uri) = '#').exists()";
const REFERENCE_BACK = "descendants().where(reference = '#').exists()";
const REST = ".not()).trace('unmatched', id).empty()";

/** dom-3 as R4 states it: a contained resource without an id passes. */
const DOM_3 =
  `contained.where((('#'+id in (${LINKS})) or ${REFERENCE_BACK} or ` +
  `${CANONICAL_BACK} or ${CANONICAL_BACK})${REST}`;
/** dom-3 as its correction states it: one without an id is unmatched. */
const DOM_3_CORRECTED =
  `contained.where(((id.exists() and ('#'+id in (${LINKS}))) or ${REFERENCE_BACK} or ` +
  `${CANONICAL_BACK} or ${URI_BACK})${REST}`;

/**
 * dom-3 in one walk of the resource: every contained resource is linked to by its id, or links to
 * its container by `#`. Undefined for other expressions.
 */
export function containedLinksTruth(
  expression: string,
  model: TypeModel,
  compiled: () => Truth,
): Truth | undefined {
  if (expression !== DOM_3 && expression !== DOM_3_CORRECTED) return undefined;
  const corrected = expression === DOM_3_CORRECTED;
  const walk = new LinkWalk(model, corrected ? 'uri' : 'canonical');
  let general: Truth | undefined;
  return (value, sibling, frame) => {
    const contained = isObject(value) ? value.contained : undefined;
    if (contained === undefined) return true;
    if (value !== frame.scope.resource || !isJsonArray(contained)) {
      general ??= compiled();
      return general(value, sibling, frame);
    }
    const links = walk.linksOf(frame.scope.resource, frame);
    return contained.every((one) => {
      if (links.back.has(one)) return true;
      const id = isObject(one) ? one.id : undefined;
      return typeof id === 'string' ? links.to.has(`#${id}`) : !corrected;
    });
  };
}

interface Links {
  /** Every local link of the resource. */
  readonly to: ReadonlySet<string>;
  /** The contained resources that link to their container. */
  readonly back: ReadonlySet<Json>;
}

interface Member {
  readonly type: string;
  readonly isLink: boolean;
  readonly isBackLink: boolean;
}

interface Place {
  readonly at: JsonObject;
  readonly type: string;
  readonly inside: Json | undefined;
}

class LinkWalk {
  readonly #model: TypeModel;
  readonly #backType: string;
  readonly #members = new Map<string, ReadonlyMap<string, Member>>();

  constructor(model: TypeModel, backType: string) {
    this.#model = model;
    this.#backType = backType;
  }

  linksOf(resource: JsonObject, frame: Frame): Links {
    const links = { to: new Set<string>(), back: new Set<Json>() };
    const open: Place[] = [{ at: resource, type: this.#typeOf(resource), inside: undefined }];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      this.#visit(place, links, open);
      if (!spend(frame, 1)) break;
    }
    return links;
  }

  #visit(place: Place, links: { to: Set<string>; back: Set<Json> }, open: Place[]): void {
    const members = this.#membersOf(place.type);
    const top = place.inside === undefined;
    for (const key in place.at) {
      const member = members.get(key);
      if (member === undefined) continue;
      const value = place.at[key];
      for (const one of isJsonArray(value) ? value : [value]) {
        if (isObject(one)) {
          const inside = top && key === 'contained' ? one : place.inside;
          const type = member.type === 'Resource' ? this.#typeOf(one) : member.type;
          open.push({ at: one, type, inside });
        } else if (member.isLink && typeof one === 'string' && one.startsWith('#')) {
          links.to.add(one);
          if (one === '#' && member.isBackLink && place.inside !== undefined) {
            links.back.add(place.inside);
          }
        }
      }
    }
  }

  #typeOf(resource: JsonObject): string {
    const type = resource.resourceType;
    return typeof type === 'string' && this.#model.isResource(type) ? type : 'Resource';
  }

  #membersOf(type: string): ReadonlyMap<string, Member> {
    const known = this.#members.get(type);
    if (known !== undefined) return known;
    const members = new Map<string, Member>();
    for (const [name, shape] of this.#model.children(type)) {
      for (const { key, type: of, primitive } of shape.keys) {
        const isReference = name === 'reference';
        members.set(key, {
          type: of,
          isLink: primitive && (isReference || this.#model.isSubtype(of, 'uri')),
          isBackLink: isReference || this.#model.isSubtype(of, this.#backType),
        });
        if (primitive) members.set(`_${key}`, BESIDE);
      }
    }
    this.#members.set(type, members);
    return members;
  }
}

const BESIDE: Member = { type: 'Element', isLink: false, isBackLink: false };
