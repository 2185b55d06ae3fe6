import { parsePath } from '../../../src/fhir/validate/plan/discriminator-path.ts';
import type { Slice, Slot } from '../../../src/fhir/validate/plan/state.ts';
import type { Place } from './places.ts';

/** Slices that overlapping definitions state again count once. */
export function onePerName(options: readonly Place[]): readonly Place[] {
  const names = new Map<string, Place>();
  for (const option of options) {
    const { slices = [], url } = option.step ?? {};
    const [first] = slices;
    if (first === undefined || first.parent !== undefined) continue;
    const name = url ?? first.node.sliceName ?? '';
    if (!names.has(name)) names.set(name, option);
  }
  return [...names.values()];
}

/** Slices without which a profile's own constraints do not hold. */
const COMPANION_SLICES: ReadonlySet<string> = new Set([
  'entry:Claim',
  'entry:ClaimResponse',
  'input:AttachmentsNeeded',
]);

/** How many values of a slice a clean instance has. */
export function wantedOf({ node, min }: Slice): number {
  return COMPANION_SLICES.has(`${node.name}:${node.sliceName ?? ''}`) ? 1 : min;
}

/** Elements without which constraints of their owner do not hold. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  Attachment: ['contentType'],
  Bundle: ['entry'],
  CommunicationRequest: ['identifier'],
  Coverage: ['subscriber', 'identifier'],
  MedicationRequest: ['requester'],
  NutritionOrder: ['oralDiet'],
  'Patient.contact': ['name'],
  PractitionerRole: ['telecom', 'practitioner'],
  Task: ['input'],
};

/** The children without which constraints of a place do not hold. */
export function companions({ state }: Place): readonly Slot[] {
  const names = COMPANIONS[state.type] ?? [];
  return state.slots.filter((slot) => slot.max > 0 && names.includes(slot.name));
}

/** The children by which the slice of a place is told apart. */
export function discriminators({ state, step }: Place): readonly Slot[] {
  const groups = step?.slot.slicing?.groups ?? [];
  return (step?.slices ?? []).flatMap((slice) => {
    const paths = groups[slice.group]?.node.content.slicing?.discriminators ?? [];
    return paths.flatMap(({ path }) => {
      const first = parsePath(path)?.[0];
      if (first?.kind !== 'child') return [];
      const names = [first.name, `${first.name}[x]`];
      return state.slots.filter((slot: Slot) => names.includes(slot.name));
    });
  });
}
