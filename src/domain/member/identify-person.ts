import type { PersonAsSent } from '../review/review-request.ts';
import { areSwapped, familyLikeness, givenLikeness, suffixLikeness } from './compare-names.ts';
import { isOneSlipApart, type Likeness } from './likeness.ts';
import type { Member } from './member.ts';

/** Something that is compared between a person as sent and a member. */
export type Trait = 'birth date' | 'family name' | 'given name' | 'suffix' | 'sex' | 'postal code';

/** Whether a person as sent is a member: surely, perhaps, or surely not. */
export interface Identity {
  readonly outcome: 'confirmed' | 'uncertain' | 'contradicted';
  /** What is near or other, or what could not be compared where it was needed; in fixed order. */
  readonly doubts: readonly Trait[];
  readonly score: number;
}

/** What a likeness counts. Postal codes change when people move, so that another says nothing. */
const points: Readonly<Record<Trait, Readonly<Record<Likeness, number>>>> = {
  'birth date': { same: 5, near: 0, unknown: 0, other: -8 },
  'family name': { same: 2, near: 0, unknown: 0, other: -4 },
  'given name': { same: 2, near: 0, unknown: 0, other: -4 },
  suffix: { same: 0, near: 0, unknown: 0, other: -6 },
  sex: { same: 1, near: 0, unknown: 0, other: -3 },
  'postal code': { same: 1, near: 0, unknown: 0, other: 0 },
};

/**
 * Scores what a request says of a person against our record of the member that its identifiers
 * led to. Confirmed: birth date and a name are the same and nothing differs; without any name that
 * can be compared, the member id itself has to be that member's too. Contradicted: what differs
 * outweighs what is the same. Else a person looks.
 * Source: digest §4.2.
 */
export function identifyPerson(
  person: PersonAsSent,
  member: Member,
  isByMemberId: boolean,
): Identity {
  const compared = comparisonOf(person, member);
  const score = TRAITS.reduce((sum, trait) => sum + points[trait][compared[trait]], 0);
  const differing = TRAITS.filter(
    (trait) => compared[trait] === 'other' && points[trait].other < 0,
  );
  const doubts = TRAITS.filter((trait) => compared[trait] === 'near' || differing.includes(trait));
  if (differing.length > 0 && score <= 0) return { outcome: 'contradicted', doubts, score };
  const open = [...doubts, ...lacking(compared, isByMemberId)];
  return { outcome: open.length === 0 ? 'confirmed' : 'uncertain', doubts: open, score };
}

type Comparison = Readonly<Record<Trait, Likeness>>;

const TRAITS: readonly Trait[] = [
  ...(['birth date', 'family name', 'given name', 'suffix', 'sex', 'postal code'] as const),
];

function comparisonOf(person: PersonAsSent, member: Member): Comparison {
  const family = familyLikeness(person.family, member.family);
  const given = givenLikeness(person.given, member.given);
  const isSwapped = family !== 'same' && given !== 'same' && areSwapped(person, member);
  return {
    'birth date': birthLikeness(person.birthOn, member.birthOn),
    'family name': isSwapped ? 'near' : family,
    'given name': isSwapped ? 'near' : given,
    suffix: suffixLikeness(person, member),
    sex: plainLikeness(sexOf(person.sex), sexOf(member.sex)),
    'postal code': plainLikeness(areaOf(person.postalCode), areaOf(member.postalCode)),
  };
}

/** What has to be the same, and could not be compared. */
function lacking(compared: Comparison, isByMemberId: boolean): readonly Trait[] {
  const names = ['family name', 'given name'] as const;
  const isNamed = isByMemberId || names.some((trait) => compared[trait] === 'same');
  const needed: readonly Trait[] = isNamed ? ['birth date'] : ['birth date', ...names];
  return needed.filter((trait) => compared[trait] === 'unknown');
}

/** Near: day and month swapped, two digits swapped, one digit wrong. */
function birthLikeness(sent: string | undefined, known: string | undefined): Likeness {
  if (sent === undefined || known === undefined) return 'unknown';
  if (sent === known) return 'same';
  const [year = '', month = '', day = ''] = known.split('-');
  return sent === `${year}-${day}-${month}` || isOneSlipApart(sent, known) ? 'near' : 'other';
}

function plainLikeness(sent: string | undefined, known: string | undefined): Likeness {
  if (sent === undefined || known === undefined) return 'unknown';
  return sent === known ? 'same' : 'other';
}

/** `unknown` and `other` say nothing against either sex. */
function sexOf(sex: string | undefined): string | undefined {
  return sex === 'male' || sex === 'female' ? sex : undefined;
}

/** The five digits of a ZIP code, with or without four more. */
function areaOf(postalCode: string | undefined): string | undefined {
  return /^\d{5}/u.exec(postalCode?.trim() ?? '')?.[0];
}
