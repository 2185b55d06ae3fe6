import type { Code } from '../../../domain/code.ts';
import { isUrgent } from '../../../domain/review/pace.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { object, objects, text } from '../read/element.ts';
import { extensions, pasExtension } from '../read/extensions.ts';

const CERTIFICATION_TYPES = 'https://codesystem.x12.org/005010/1322';

/**
 * The certification type of a request or an item: of several the one that is not initial, so that
 * a change is never taken for a first request. Codes of other systems are none.
 */
export function certificationType(element: JsonObject): Code | undefined {
  const codes = conceptsOf(element, 'certificationType').flatMap(codesOf);
  const known = codes.filter(({ system }) => system === CERTIFICATION_TYPES);
  return known.find(({ code }) => code !== 'I') ?? known[0];
}

/** The request type of an item: of several the one that asks for an admission (`AR`). */
export function requestType(item: JsonObject): Code | undefined {
  const codes = conceptsOf(item, 'serviceItemRequestType').flatMap(codesOf);
  return codes.find(({ code }) => code === 'AR') ?? codes[0];
}

/** The priority: of several codes the urgent one. */
export function priorityOf({ priority }: JsonObject): Code | undefined {
  return mostUrgent([priority]);
}

/** The level of service of a request or of one of its items: of several the urgent one. */
export function urgencyLevel(claim: JsonObject): Code | undefined {
  const elements = [claim, ...objects(claim.item)];
  return mostUrgent(elements.flatMap((one) => conceptsOf(one, 'levelOfServiceCode')));
}

/** Urgency counts also where the sender forgot to say of which system its code is. */
function mostUrgent(concepts: readonly (Json | undefined)[]): Code | undefined {
  const loose = concepts.flatMap((concept) =>
    objects(object(concept)?.coding).map(({ system, code }) => ({
      system: text(system) ?? '',
      code: text(code) ?? '',
    })),
  );
  return loose.find(isUrgent) ?? concepts.flatMap(codesOf)[0];
}

function conceptsOf(element: JsonObject, name: string): readonly (Json | undefined)[] {
  return extensions(element, pasExtension(name)).map(
    ({ valueCodeableConcept }) => valueCodeableConcept,
  );
}
