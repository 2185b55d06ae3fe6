import type { KnownDifference } from './differences.ts';

/** The page docs/conformance-differences.md: the table of known differences, sorted. */
export function differencesPage(table: readonly KnownDifference[]): string {
  const rows = table.map(row).sort();
  return [
    '# Differences from the official validator',
    '',
    'Mutants of the official PAS 2.2.1 examples are judged by Assent and by the official HL7',
    'validator (`npm run conformance:oracle`). Where the two differ, the specification decides;',
    'every difference falls under a line of this table, or the run fails. The page is written by',
    'that command from `test/conformance/differences.json`.',
    '',
    '| differs in | mutants | recognised by | right | why |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function row(entry: KnownDifference): string {
  const { kind, operator, rule, messageId, example, right, why } = entry;
  const signs = [
    rule === undefined ? [] : [`our rule \`${rule}\``],
    messageId === undefined ? [] : [`message \`${messageId === '' ? '(none)' : messageId}\``],
    example === undefined ? [] : [`\`${example.replaceAll('|', '\\|')}\``],
  ];
  const mutants = operator === '*' ? 'any' : operator;
  return `| ${kind} | ${mutants} | ${signs.flat().join(', ')} | ${right} | ${why} |`;
}
