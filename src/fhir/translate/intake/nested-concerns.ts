import type { Concern } from '../../../domain/review/review-request.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { objects } from '../read/element.ts';

/** Resources that hold others, or say of others that they are removed. */
const HOLDERS: ReadonlySet<string> = new Set(['Bundle', 'Parameters', 'List']);

/**
 * What may hold evidence where nothing looks for it.
 * Source: R4 Bundle.entry, Parameters.parameter.resource, List.entry.deleted.
 */
export function nestedConcerns({ entries }: RequestBundle): readonly Concern[] {
  return entries.flatMap(({ resource, type, expression: origin }) => {
    const held = objects(resource.contained).map(({ resourceType }) => resourceType);
    const found = [type, ...held].find((one) => typeof one === 'string' && HOLDERS.has(one));
    if (found === undefined) return [];
    const detail = `a ${String(found)} in the Bundle`;
    return [{ kind: 'finding', origin, detail, words }];
  });
}

const words = {
  en: 'the request holds a collection of records of its own, which a person has to look into',
  es: 'la solicitud contiene una colección de registros propia, que una persona debe revisar',
};
