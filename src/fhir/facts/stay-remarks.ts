import type { Remark } from '../../domain/policy/found-evidence.ts';
import { present } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import { coding } from '../translate/read/codes.ts';
import { object, objects, text } from '../translate/read/element.ts';
import { asProse, proseOf, words } from './concept-remarks.ts';
import { displaysOf } from './naming-remarks.ts';
import { asTold } from './told.ts';

/** Of stays that take place, or did. */
const HAPPENS: ReadonlySet<string> = new Set([
  ...['arrived', 'triaged', 'in-progress', 'onleave', 'finished'],
]);

/**
 * What a stay says of a result that was measured in it: of what kind it was, that it took place,
 * and when. Source: R4 Encounter.
 */
export function stayRemarks(encounter: JsonObject, name: string): readonly Remark[] {
  const { status, period, location } = encounter;
  const span = object(period);
  const [from, at] = [text(span?.start), text(span?.end)];
  const observed = present({ from, at });
  return [
    ...(HAPPENS.has(text(status) ?? '') ? [] : [words(name, undefined)]),
    ...kindRemarks({ coding: [encounter.class ?? {}] }, name, true),
    ...[...objects(encounter.type), object(encounter.serviceType) ?? {}].flatMap((kind) =>
      kindRemarks(kind, name, false),
    ),
    ...['reasonCode', 'priority'].flatMap((element) => proseOf(encounter, element, name)),
    ...(span === undefined ? [] : [{ at: name, form: 'during' as const, observed }]),
    ...objects(location).flatMap((one) => displayed(one.location, name)),
    ...displayed(encounter.reasonReference, name),
  ];
}

function displayed(value: JsonObject[string] | undefined, name: string): readonly Remark[] {
  return displaysOf(value).flatMap((said) => asProse(name, said));
}

/** A class is called by few words; kinds have the long names of their code systems. */
function kindRemarks(kind: JsonObject, at: string, isClass: boolean): readonly Remark[] {
  const said = text(kind.text);
  return [
    ...(said === undefined ? [] : asTold(at, said)),
    ...objects(kind.coding).flatMap((one): readonly Remark[] => {
      const code = coding(one);
      const display = text(one.display);
      if (code === undefined) return display === undefined ? [] : asTold(at, display);
      if (!isClass) return [{ at, form: 'visit', code }];
      const { system, code: symbol } = code;
      const visit: Remark = { at, form: 'visit', code: { system, code: symbol } };
      return [visit, ...asTold(at, display ?? '')];
    }),
  ];
}
