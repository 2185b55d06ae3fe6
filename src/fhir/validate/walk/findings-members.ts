import type { JsonObject } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { Finding, Member, Slot, State } from '../plan/state.ts';
import { fhirType } from '../plan/type-names.ts';
import { membersOf } from '../sample/sample-builder.ts';
import type { ElementNode } from '../snapshot/element-node.ts';
import { isChoiceOf } from './absence.ts';
import { withoutKeys } from './findings-counts.ts';
import { once } from './once.ts';

/** An object member that no element definition knows, or a choice of a type that none allows. */
export function unknownMember(key: string, state: State, owner: JsonObject): Finding {
  const choice = state.slots.find((slot) => isChoiceOf(key, slot));
  const node = choice?.nodes[0];
  if (choice !== undefined && node !== undefined) return wrongChoice(key, choice, node);
  return {
    severity: 'error',
    code: 'structure',
    rule: `${state.type}/members`,
    message: `there is no element ${quote(key)} in ${state.type}`,
    ...spelled(key, state, owner),
  };
}

const REMOVE = 'remove it, or check its spelling: names are case-sensitive';

/** What was meant, where the name is nearly that of a member that is not there. */
function spelled(key: string, state: State, owner: JsonObject): Pick<Finding, 'mend' | 'remedy'> {
  const meant = once(() => meantBy(key, state, owner));
  return {
    mend: REMOVE,
    remedy: {
      gives: () => meant()[0]?.slot.name,
      mend: () => {
        const names = meant()
          .slice(0, 3)
          .map((one) => quote(one.key));
        const write = `write ${names.join(' or ')} if that is meant, else remove it`;
        return names.length === 0 ? REMOVE : write;
      },
      applied: (element) => {
        const [first] = meant();
        const rest = withoutKeys(element, [key]);
        return first === undefined ? rest : { ...rest, [first.key]: element[key] ?? null };
      },
    },
  };
}

function meantBy(key: string, state: State, owner: JsonObject): readonly Member[] {
  const choice = state.slots.find(({ name }) => name === `${key}[x]`);
  const isFree = ({ slot }: Member): boolean => slot.keys.every((one) => owner[one] === undefined);
  if (choice !== undefined) return membersOf(state, choice).filter(isFree);
  const near = [...state.members.values()].find((one) => !one.isSibling && isNear(key, one.key));
  return near !== undefined && isFree(near) ? [near] : [];
}

/** Names of other length are never near. */
const CHANGES_MAX = 2;
const LENGTH_MAX = 40;

/** True when few letters make one name of the other, or only their size. */
function isNear(one: string, other: string): boolean {
  if (one.length > LENGTH_MAX || Math.abs(one.length - other.length) > CHANGES_MAX) return false;
  const [from, to] = [one.toLowerCase(), other.toLowerCase()];
  const allowed = Math.min(CHANGES_MAX, Math.max(1, Math.floor(to.length / 4)));
  return from === to || changesBetween(from, to) <= allowed;
}

/** Letters to be put in, taken out or exchanged. */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let at = 1; at <= from.length; at++) {
    const next = [at];
    for (let end = 1; end <= to.length; end++) {
      const same = from[at - 1] === to[end - 1] ? 0 : 1;
      const [left = 0, above = 0, before = 0] = [next[end - 1], row[end], row[end - 1]];
      next.push(Math.min(left + 1, above + 1, before + same));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function wrongChoice(key: string, slot: Slot, node: ElementNode): Finding {
  const types = typesInAll(slot, node).join(', ');
  return {
    severity: 'error',
    code: 'structure',
    rule: { node: slot.maxRule.node, check: 'type' },
    message: `${quote(key)} has a type that is not allowed here; allowed: ${types}`,
    mend: `use one of: ${types}`,
    remedy: { applied: (element) => withoutKeys(element, [key]) },
  };
}

/** The types of a choice that no definition leaves out. */
export function typesInAll({ nodes }: Slot, first: ElementNode): readonly string[] {
  const types = first.content.types.map((type) => type.code);
  const isInAll = (type: string): boolean =>
    nodes.every(({ content }) => content.types.some((one) => fhirType(one) === type));
  const left = types.filter(isInAll);
  return left.length === 0 ? types : left;
}
