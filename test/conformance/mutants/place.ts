import { isText, isTreeObject, type Tree, type TreeObject } from './tree.ts';

/** One member of an object or item of an array in a resource under change. */
export interface Place {
  readonly container: TreeObject | Tree[];
  readonly key: string | number;
  readonly value: Tree;
  /** The names from the nearest resource on, without positions: `Claim.item.category`. */
  readonly path: string;
  /** The FHIRPath of the place: `Bundle.entry[0].resource.item[0].category`. */
  readonly expression: string;
  /** The nearest resource around the place. */
  readonly owner: TreeObject;
  readonly root: TreeObject;
}

/** Every member and item under `root`, in document order. */
export function placesOf(root: TreeObject): Place[] {
  const found: Place[] = [];
  const type = isText(root.resourceType) ? root.resourceType : '';
  const start = { container: [root], key: 0, value: root, path: type, expression: type };
  const pending: Place[] = [{ ...start, owner: root, root }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (place.value !== root) found.push(place);
    pending.push(...childrenOf(place).reverse());
  }
  return found;
}

function childrenOf(place: Place): Place[] {
  const { value } = place;
  if (Array.isArray(value)) {
    return value.map((item, key) => ({
      ...inside(place, item),
      container: value,
      key,
      expression: `${place.expression}[${key}]`,
    }));
  }
  if (!isTreeObject(value)) return [];
  return Object.entries(value).map(([key, item]) => {
    const around = inside(place, value);
    const below = `${place.expression}.${key}`;
    const path = `${around.path}.${key}`;
    return { ...around, container: value, key, value: item, path, expression: below };
  });
}

/** The place of `value` itself, with owner and path started anew when it is a resource. */
function inside(place: Place, value: Tree): Place {
  if (!isTreeObject(value) || !isText(value.resourceType)) return { ...place, value };
  return { ...place, value, owner: value, path: value.resourceType };
}

/** Puts `value` at the place; undefined removes it. */
export function put(place: Place, value: Tree | undefined): void {
  const { container, key } = place;
  if (Array.isArray(container)) {
    if (value === undefined) container.splice(Number(key), 1);
    else container[Number(key)] = value;
  } else if (value === undefined) delete container[key];
  else container[key] = value;
}
