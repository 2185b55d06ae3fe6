import { isJsonObject } from '../../../../src/fhir/json/json.ts';
import type { Issue } from '../../../../src/fhir/validate/issue.ts';
import { isTreeObject, type Tree, type TreeObject } from '../../../conformance/mutants/tree.ts';

/** The sample that a mend gives; undefined when it gives none. */
export function sampleIn({ mend }: Issue): string | undefined {
  const [, sample] = /, as in (.+)$/su.exec(mend) ?? [];
  return sample;
}

/** The name of what is missing, without its slice: `extension` for `extension:requestType`. */
function nameOf({ rule }: Issue): string {
  const id = rule.slice(rule.indexOf('#') + 1, rule.lastIndexOf('/'));
  return (id.split('.').at(-1) ?? '').split(':')[0] ?? '';
}

/** Does by hand what the mend says: pastes its sample. False when there is nowhere to put it. */
export function applyMend(root: TreeObject, issue: Issue): boolean {
  const owner = elementAt(root, issue.expression);
  const sample = sampleIn(issue);
  if (owner === undefined || sample === undefined) return false;
  const member = parsed(`{${sample}}`);
  if (isTreeObject(member)) {
    Object.assign(owner, member);
    return true;
  }
  const items = parsed(`[${sample}]`);
  const name = nameOf(issue);
  const list = owner[name] ?? [];
  if (!Array.isArray(items) || !Array.isArray(list)) return false;
  owner[name] = [...list, ...items];
  return true;
}

function parsed(text: string): Tree | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object at an issue's place; for a primitive what stands beside it. */
function elementAt(root: TreeObject, expression: string): TreeObject | undefined {
  const steps = expression.replace(/\.ofType\((\w)/g, (_, letter) => letter.toUpperCase());
  const path = steps.replaceAll(')', '').replaceAll('`', '').split(/[.[]/).slice(1);
  let at: Tree | undefined = root;
  for (const [index, step] of path.entries()) {
    const key = step.replace(']', '');
    const owner: Tree | undefined = at;
    if (Array.isArray(owner)) at = owner[Number(key)];
    else at = isTreeObject(owner) ? owner[key] : undefined;
    const isLast = index === path.length - 1;
    if (isLast && isTreeObject(owner) && !isJsonObject(at) && !Array.isArray(at)) {
      const beside: Tree | undefined = owner[`_${key}`];
      at = isTreeObject(beside) ? beside : {};
      owner[`_${key}`] = at;
    }
  }
  return isTreeObject(at) ? at : undefined;
}
