import { isJsonArray, type Json } from '../../../../src/fhir/json/json.ts';
import { choiceMember, fhirType } from '../../../../src/fhir/validate/plan/type-names.ts';
import {
  type Attempt,
  type Maker,
  ownerOf,
  putting,
  puttingOwner,
  type Spot,
  valueFrom,
} from '../spot.ts';
import { membersOf } from '../synthesis.ts';

/** A list where one value belongs, or the other way round. */
export const makeMisshapen: Maker = (spot) => {
  const key = spot.place.step?.member.key;
  const owner = ownerOf(spot);
  const known = key === undefined ? undefined : owner[key];
  if (key === undefined || known === undefined) return [];
  const changed = isJsonArray(known) ? known[0] : [known];
  return [puttingOwner(spot, { ...owner, [key]: changed })];
};

/** An element without content. */
export const makeEmpty: Maker = (spot) => {
  const key = spot.place.step?.member.key;
  if (key === undefined) return [];
  const { isPrimitive, slot } = spot.place.step?.member ?? {};
  const owner = ownerOf(spot);
  if (slot?.many === true) return [puttingOwner(spot, { ...owner, [key]: [] })];
  if (isPrimitive !== true) return [putting(spot, {})];
  const { [`_${key}`]: _, ...bare } = owner;
  return [putting(spot, null), puttingOwner(spot, { ...bare, [key]: null })];
};

/** A value of a type that the element does not allow. */
export const makeMistyped: Maker = (spot) => {
  const { step } = spot.place;
  if (step === undefined) return [];
  if (step.slot.isResource) return [putting(spot, STRANGER)];
  if (!step.slot.isChoice)
    return [putting(spot, spot.place.step?.member.type === 'boolean' ? 'yes' : true)];
  return choiceAttempts(spot);
};

const STRANGER: Json = { resourceType: 'Basic', id: 'stranger', code: { text: 'some text' } };

const OTHER_TYPES = ['Annotation', 'Signature', 'Money', 'Narrative'];

function choiceAttempts(spot: Spot): readonly Attempt[] {
  const { step } = spot.place;
  if (step === undefined) return [];
  const owner = ownerOf(spot);
  const allowed = new Set(spot.rule.node.content.types.map(fhirType));
  const others = [...step.owner.state.members.values()].filter(
    (one) => one.slot === step.slot && !one.isSibling && !allowed.has(one.type),
  );
  const kept = Object.entries(owner).filter(([key]) => !step.slot.keys.includes(key));
  const known = others.map((member) => {
    const place = { ...spot.place, state: member.state(), step: { ...step, member } };
    return [member.key, spot.workshop.synthesis.value(place)] as const;
  });
  const unknown = OTHER_TYPES.filter((type) => !allowed.has(type)).map(
    (type) => [choiceMember(step.slot.name, type), 'some text'] as const,
  );
  return [...known, ...unknown].map(([key, value]) =>
    puttingOwner(spot, { ...Object.fromEntries(kept), [key]: value }),
  );
}

/** A second value of a choice, of another type. */
export const makeSecondChoice: Maker = (spot) => {
  const { step } = spot.place;
  if (step === undefined) return [];
  const owner = ownerOf(spot);
  const other = membersOf(step.owner.state, step.slot).find((one) => one.key !== step.member.key);
  if (other === undefined || valueFrom(spot) === undefined) return [];
  const place = { ...spot.place, state: other.state(), step: { ...step, member: other } };
  return [puttingOwner(spot, { ...owner, [other.key]: spot.workshop.synthesis.value(place) })];
};
