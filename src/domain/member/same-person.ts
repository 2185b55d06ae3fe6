import type { PersonAsSent } from '../review/review-request.ts';
import type { Member } from './member.ts';

/**
 * True when nothing that the request says of a person contradicts our record of a member. What
 * either side leaves out contradicts nothing; spelling (accents, case, hyphens) does not either,
 * but another birth date, family name, first name, sex or suffix does.
 */
export function isSamePerson(person: PersonAsSent, member: Member): boolean {
  return (
    agree(person.birthOn, member.birthOn) &&
    agree(sexOf(person.sex), sexOf(member.sex)) &&
    agreeOnFamily(person.family, member.family) &&
    agree(letters(person.given[0]), letters(member.given[0])) &&
    agree(letters(person.suffix), letters(member.suffix))
  );
}

function agree(sent: string | undefined, known: string | undefined): boolean {
  return sent === undefined || known === undefined || sent === known;
}

/** `unknown` and `other` say nothing against either sex. */
function sexOf(sex: string | undefined): string | undefined {
  return sex === 'male' || sex === 'female' ? sex : undefined;
}

/** A double name agrees with either of its halves: people carry one of them on their card. */
function agreeOnFamily(sent: string | undefined, known: string): boolean {
  const [left, right] = [parts(sent), parts(known)];
  if (left.length === 0 || right.length === 0) return true;
  const [fewer, more] = left.length <= right.length ? [left, right] : [right, left];
  return fewer.every((part) => more.includes(part));
}

function parts(name: string | undefined): readonly string[] {
  return plain(name ?? '')
    .split(/[^a-z]+/u)
    .filter((part) => part !== '');
}

function letters(name: string | undefined): string | undefined {
  const found = plain(name ?? '').replace(/[^a-z]/gu, '');
  return found === '' ? undefined : found;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
