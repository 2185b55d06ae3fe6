import { JsonDecimal } from '../json/json.ts';

const LINE_LENGTH_MAX = 120;
const FIRST_MEMBERS = ['resourceType', 'id', 'path', 'url', 'name', 'version'];

/**
 * The text of a fact file: the same facts give the same bytes, and a change of one element is a
 * change of one line. Members are sorted behind the ones that identify; lists keep their order.
 */
export function renderFacts(facts: unknown): string {
  return `${render(facts, '')}\n`;
}

function render(value: unknown, indent: string): string {
  const line = compact(value);
  if (typeof value !== 'object' || value === null || value instanceof JsonDecimal) return line;
  if (indent !== '' && indent.length + line.length <= LINE_LENGTH_MAX) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return block(
      '[]',
      value.map((item) => render(item, inner)),
      indent,
    );
  const members = sortedMembers(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${renderMember(name, member, inner)}`,
  );
  return block('{}', members, indent);
}

/** An element of a differential and a row of an index are one line each: the units of review. */
function renderMember(name: string, member: unknown, indent: string): string {
  if (name === 'elements' && Array.isArray(member)) return block('[]', member.map(compact), indent);
  if (name !== 'canonicals' || typeof member !== 'object' || member === null)
    return render(member, indent);
  const rows = sortedMembers(member).map(([url, row]) => `${JSON.stringify(url)}: ${compact(row)}`);
  return block('{}', rows, indent);
}

function block(brackets: '[]' | '{}', lines: readonly string[], indent: string): string {
  const body = lines.map((line) => `${indent}  ${line}`).join(',\n');
  return `${brackets.charAt(0)}\n${body}\n${indent}${brackets.charAt(1)}`;
}

function compact(value: unknown): string {
  if (value instanceof JsonDecimal) return value.text;
  if (Array.isArray(value)) return `[${value.map(compact).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = sortedMembers(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${compact(member)}`,
  );
  return `{${members.join(', ')}}`;
}

function sortedMembers(value: object): [string, unknown][] {
  const said = Object.entries(value).filter(([, member]) => member !== undefined);
  return said.sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

function rank(name: string): number {
  const place = FIRST_MEMBERS.indexOf(name);
  return place === -1 ? FIRST_MEMBERS.length : place;
}
