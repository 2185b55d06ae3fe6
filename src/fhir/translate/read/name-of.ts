import type { JsonObject } from '../../json/json.ts';
import { currentName } from './current-name.ts';
import { text, texts } from './element.ts';

/** What an organization, or a person of our staff or theirs, is called, in one piece. */
export function nameOf(resource: JsonObject): string | undefined {
  if (typeof resource.name === 'string') return resource.name;
  const name = currentName(resource);
  const full = [...texts(name?.given), text(name?.family) ?? ''].join(' ').trim();
  return full === '' ? text(name?.text) : full;
}
