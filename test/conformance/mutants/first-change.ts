import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import { thaw, toText } from './tree.ts';

/** Where two resources part, and what stands there in the second; as short as it can be said. */
export function firstChange(before: JsonObject, after: JsonObject): string {
  let place = String(before.resourceType);
  let [old, changed]: [Json | undefined, Json | undefined] = [before, after];
  for (;;) {
    const steps = differing(old, changed);
    const [step] = steps;
    if (step === undefined || steps.length > 1) break;
    place += isJsonArray(changed) ? `[${step}]` : `.${step}`;
    [old, changed] = [memberOf(old, step), memberOf(changed, step)];
  }
  const text = changed === undefined ? 'removed' : toText(thaw(changed));
  return `${place} ${text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text}`;
}

const TEXT_MAX = 80;

/** The names at which two objects differ, or the positions at which two lists of one length do. */
function differing(old: Json | undefined, changed: Json | undefined): readonly string[] {
  const areLists = isJsonArray(old) && isJsonArray(changed) && old.length === changed.length;
  if (!areLists && !(isJsonObject(old) && isJsonObject(changed))) return [];
  const names = new Set([...Object.keys(old), ...Object.keys(changed)]);
  return [...names].filter((name) => textAt(old, name) !== textAt(changed, name));
}

function textAt(value: Json, name: string): string | undefined {
  const member = memberOf(value, name);
  return member === undefined ? undefined : toText(thaw(member));
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (isJsonArray(value)) return value[Number(name)];
  return isJsonObject(value) ? value[name] : undefined;
}
