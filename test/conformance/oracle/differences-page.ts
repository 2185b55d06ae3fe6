import type { KnownDifference } from './differences.ts';

/** The page docs/conformance-differences.md: the table of known differences, sorted. */
export function differencesPage(table: readonly KnownDifference[]): string {
  const rows = table.map(row).sort();
  return [
    '# Differences from the official validator',
    '',
    'Resources of two families are judged by Assent and by the official HL7 validator',
    '(`npm run conformance:oracle`): random mutants of the official PAS 2.2.1 examples, and',
    'mutants that break one rule of the plans each (`plan-…`, see plan-coverage.md), of all kinds',
    'of rules, with the clean instances that they were made from (`plan-clean`). Where the two',
    'differ, the specification decides; every difference falls under a line of this table, or the',
    'run fails. The page is written by that command from `test/conformance/differences.json`.',
    '',
    'Not compared are verdicts that rest alone on what the official validator cannot judge: codes',
    'whose value set it says it does not have (X12), and rules that PAS states in words outside',
    'its profiles (`PAS/…`); a run counts them. Mutants that make it fail have no verdict and are',
    'listed. Its complaint about unknown profiles of the root comes from the service around it;',
    'its own verdict on them, a warning, is what counts.',
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
