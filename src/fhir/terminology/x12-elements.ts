const VALUE_SET = /^https:\/\/valueset\.x12\.org\/x\d+\/005010\/(?:request|response)\/.*\/(\d+)$/;

/** X12 data elements whose codes are X12's own; PAS names the system by the element's number. */
const OWN_CODES = new Set(
  // PAS value sets include these systems whole.
  ['755', '756', '889', '901', '1136', '1321', '1365'].concat(
    // PAS's official examples fill an element bound to these with the system of the number.
    ['98', '306', '584', '678', '679', '923', '1069', '1322', '1337', '1338', '1345', '1525'],
    // PAS asks for it on Quantity.code, with its system (rules of PASQuantity).
    ['673'],
  ),
);

/** Elements whose codes NUBC keeps; PAS's surgical encounter example uses these systems. */
const NUBC_CODES: ReadonlyMap<string, string> = new Map([
  ['1314', 'https://www.nubc.org/CodeSystem/PointOfOrigin'],
  ['1315', 'https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit'],
  ['1352', 'https://www.nubc.org/CodeSystem/PatDischargeStatus'],
]);

/**
 * The code system of an X12 value set, read from the data element at the end of its URL; undefined
 * for elements that carry outside lists (127, 1270, 1271) or whose system no guide shows (1362).
 * The codes themselves are licensed and not here.
 */
export function x12System(valueSet: string): string | undefined {
  const element = VALUE_SET.exec(valueSet)?.[1];
  if (element === undefined) return undefined;
  if (OWN_CODES.has(element)) return `https://codesystem.x12.org/005010/${element}`;
  return NUBC_CODES.get(element);
}
