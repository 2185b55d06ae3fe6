import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { integer, objects } from '../read/element.ts';
import { extensions, pasExtension } from '../read/extensions.ts';
import { namesEarlier } from './earlier-request.ts';

/**
 * What a first request says was added or changed: there is nothing that it could be changed
 * against, or the request that it changes is not named. Source: PAS extension-infoChanged.
 */
export function changeConcerns({ claim }: RequestBundle): readonly Concern[] {
  const { resource, expression } = claim;
  if (namesEarlier(resource)) return [];
  return ['item', 'supportingInfo'].flatMap((name) =>
    objects(resource[name]).flatMap((entry, index): readonly Concern[] => {
      if (extensions(entry, pasExtension('infoChanged')).length === 0) return [];
      const sequence = integer(entry.sequence);
      return [
        present({
          ...{ kind: 'modifier' as const, origin: `${expression}.${name}[${index}]` },
          lines: name === 'item' && sequence !== undefined ? [sequence] : undefined,
          detail: 'infoChanged in a request that replaces none',
          words: {
            en: 'the request says that something was changed, and does not say in which request',
            es: 'la solicitud dice que algo cambió, y no dice en qué solicitud',
          },
        }),
      ];
    }),
  );
}
