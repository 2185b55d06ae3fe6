import { assertNever } from '../../result.ts';
import type { RawValue } from './found-evidence.ts';

type RawQuantity = Extract<RawValue, { kind: 'quantity' }>;

/** The value as it was found, in a few characters. */
export function rawText(raw: RawValue): string {
  switch (raw.kind) {
    case 'quantity':
      return `${raw.comparator ?? ''}${raw.amount} ${unitText(raw)}`.trim();
    case 'boolean':
      return String(raw.value);
    case 'codes':
      return raw.codes.map(({ code }) => clipped(code)).join(', ');
    case 'date':
      return raw.on;
    case 'text':
      return `“${clipped(raw.text)}”`;
    case 'absent':
    case 'unreadable':
    case 'too-many':
      return '';
    default:
      return assertNever(raw);
  }
}

/** As it was printed, else by its code; a plain number has none. */
function unitText({ unit, unitText: printed }: RawQuantity): string {
  return clipped(printed ?? (unit === '1' ? '' : (unit ?? '')));
}

const TEXT_SHOWN_MAX = 40;

function clipped(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > TEXT_SHOWN_MAX ? `${line.slice(0, TEXT_SHOWN_MAX)}…` : line;
}
