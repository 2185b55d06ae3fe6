import { foldedName, spelledOutName, wordsOf } from './fold-name.ts';
import { isOneSlipApart, type Likeness } from './likeness.ts';
import { hasManyWritings, scriptsOf } from './scripts.ts';

/**
 * Compares family names: particles, hyphens and spaces say nothing, and a double name is the same
 * as one of its halves, as people carry one of them on their card. Two that share a part only
 * (García López, García Márquez) are near.
 */
export function familyLikeness(sent: string | undefined, known: string | undefined): Likeness {
  return likeness(sent, known, ({ left, right }) => {
    const [fewer, more] = left.length <= right.length ? [left, right] : [right, left];
    if (fewer.every((part) => more.includes(part))) return 'same';
    if (fewer.some((part) => more.includes(part))) return 'near';
    return isSlip(left.join(''), right.join('')) ? 'near' : 'other';
  });
}

/**
 * Compares given names in their order: a middle name that one side leaves out or abbreviates says
 * nothing, another middle name or an abbreviated first name (J. for John) is near.
 */
export function givenLikeness(sent: readonly string[], known: readonly string[]): Likeness {
  return likeness(sent.join(' '), known.join(' '), ({ left, right }) => {
    const [[first = '', ...middle], [firstKnown = '', ...middleKnown]] = [left, right];
    if (first !== firstKnown) return otherFirstName(left, right);
    const isPlain = middle.every((word, index) => {
      const other = middleKnown[index];
      return other === undefined || word === other || isInitial(word, other);
    });
    return isPlain ? 'same' : 'near';
  });
}

/** True when family and given names are the same, with one in the other's place. */
export function areSwapped(sent: NameParts, known: NameParts): boolean {
  const crossed = [
    familyLikeness(sent.family, known.given[0]),
    givenLikeness(sent.given, [known.family ?? '']),
  ];
  return crossed.every((one) => one === 'same');
}

/** A person's name in its parts. */
export interface NameParts {
  readonly family?: string;
  readonly given: readonly string[];
}

/** Whether two people of one name are of different generations (Sr, Jr, III). */
export function suffixLikeness(sent: NameSuffix, known: NameSuffix): Likeness {
  const parts = [sent, known].flatMap(({ family = '', given, suffix = '' }) => [
    ...[family, given.join(' '), suffix],
  ]);
  if (parts.some(isTooLong)) return 'near';
  const [left, right] = [generationOf(sent), generationOf(known)];
  if (left === undefined || right === undefined) return 'unknown';
  return left === right ? 'same' : 'other';
}

/** Where a generation may be written: beside the name, or behind it. */
export interface NameSuffix extends NameParts {
  readonly suffix?: string;
}

function generationOf({ family = '', given, suffix = '' }: NameSuffix): string | undefined {
  const names = [family, given.join(' ')];
  // One word a part, and nothing behind it.
  if (suffix === '' && names.every((name) => /^\p{L}*$/u.test(name))) return undefined;
  const behind = names.flatMap((name) => wordsOf(foldedName(name)).slice(1));
  const words = [...wordsOf(foldedName(suffix)), ...behind];
  return words.map((word) => generations.get(word)).find((generation) => generation !== undefined);
}

const generations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ jr: '2', junior: '2', ii: '2', '2nd': '2', sr: '1', senior: '1' },
    ...{ iii: '3', '3rd': '3', iv: '4', '4th': '4', hijo: '2', padre: '1' },
  }),
);

interface Words {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

type Judge = (words: Words) => Likeness;

const ranks: Readonly<Record<Likeness, number>> = { same: 3, near: 2, other: 1, unknown: 0 };

/** No name is as long: it is not compared, and confirms as little as it contradicts. */
function isTooLong(name: string): boolean {
  return name.length > NAME_MAX;
}

const NAME_MAX = 200;

/** The best that a judge says of the ways in which both names may be spelled. */
function likeness(sent: string | undefined, known: string | undefined, judge: Judge): Likeness {
  // Nearly every name is written as we have it.
  if (sent !== undefined && sent === known && /\p{L}/u.test(sent)) return 'same';
  if (isTooLong(sent ?? '') || isTooLong(known ?? '')) return 'near';
  const [left, right] = [spellings(sent), spellings(known)];
  let best: Likeness = 'unknown';
  for (const one of left) {
    for (const other of right) {
      const found = judged({ left: one, right: other }, judge);
      if (ranks[found] > ranks[best]) best = found;
    }
  }
  return best;
}

function judged({ left, right }: Words, judge: Judge): Likeness {
  const [sent, known] = [left.join(''), right.join('')];
  if (sent === known) return 'same';
  const scripts = scriptsOf(known);
  if (!scriptsOf(sent).some((script) => scripts.includes(script))) return 'unknown';
  const found = judge({ left, right });
  return found === 'other' && hasManyWritings(sent + known) ? 'near' : found;
}

function spellings(name: string | undefined): readonly (readonly string[])[] {
  if (name === undefined) return [];
  const forms = new Set([foldedName(name), spelledOutName(name)]);
  return [...forms].flatMap(writings).filter((words) => words.length > 0);
}

/** The words that tell, and where some don't, all of them as one: De la Cruz is Delacruz too. */
function writings(folded: string): readonly (readonly string[])[] {
  const [telling, all] = [tellingWords(folded), wordsOf(folded)];
  return telling.length === all.length ? [telling] : [telling, [all.join('')]];
}

/** The words without particles and generations, unless there is nothing else. */
function tellingWords(folded: string): readonly string[] {
  const words = wordsOf(folded);
  const telling = words.filter(
    (word, index) => !PARTICLES.has(word) && (index === 0 || !generations.has(word)),
  );
  return telling.length > 0 ? telling : words;
}

const PARTICLES: ReadonlySet<string> = new Set([
  ...['de', 'del', 'della', 'di', 'da', 'dos', 'das', 'do', 'du', 'la', 'las', 'los', 'le', 'lo'],
  ...['van', 'von', 'der', 'den', 'ter', 'ten', 'zu', 'zum', 'af', 'av', 'y', 'e'],
  ...['al', 'el', 'bin', 'ibn', 'bint'],
]);

/** Another first name is near when it is an abbreviation, a slip, or one of the middle names. */
function otherFirstName(left: readonly string[], right: readonly string[]): Likeness {
  const [first = '', known = ''] = [left[0], right[0]];
  const isShort = isInitial(first, known) || isAbbreviated(first, known);
  const isMiddle = left.includes(known) || right.includes(first);
  return isShort || isMiddle || isSlip(first, known) ? 'near' : 'other';
}

/** One letter that another name begins with; in scripts without case a letter may be a name. */
function isInitial(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const hasCase = short.toUpperCase() !== short;
  return hasCase && [...short].length === 1 && long.startsWith(short);
}

const ABBREVIATED_MIN = 3;

function isAbbreviated(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short.length >= ABBREVIATED_MIN && long.startsWith(short);
}

/** Short names are too near to each other: Ann is not Amy. */
const SLIP_MIN = 4;

function isSlip(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= SLIP_MIN && isOneSlipApart(one, other);
}
