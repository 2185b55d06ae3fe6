import { fail, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import type { SearchParameterFacts } from '../validate/facts.ts';
import { said, textOf, textsOf } from './json-members.ts';

/** The facts of a SearchParameter. */
export function toSearchParameterFacts(
  definition: JsonObject,
): Result<SearchParameterFacts, string> {
  const url = textOf(definition, 'url');
  const code = textOf(definition, 'code');
  const type = textOf(definition, 'type');
  if (url === undefined || code === undefined || type === undefined)
    return fail('a SearchParameter needs url, code and type');
  return ok({
    resourceType: 'SearchParameter',
    url,
    ...said('version', textOf(definition, 'version')),
    code,
    type,
    base: textsOf(definition, 'base') ?? [],
    ...said('expression', textOf(definition, 'expression')),
    ...said('target', textsOf(definition, 'target')),
  });
}
