import type { Code, LocalizedText } from '../../code.ts';
import type { Policy } from '../../policy/policy.ts';
import { isListed } from '../../policy/requirement.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * A place, a kind of service and a type of request that the policy, or the row that says that
 * nothing is needed, was not made for contradict the service: a person looks. Codes of the sender's
 * own systems translate ours; any other says something that we don't know.
 * Source: X12 1365 (UM03), 1525 (UM01); CMS place of service.
 */
export function settingCheck({ plan: { line, requirement } }: CheckContext): CheckTrace {
  const { setting } = line;
  const { scope } = requirement;
  if (setting === undefined || scope === undefined) return passed('setting', 'not looked at');
  const rows: readonly (readonly [LocalizedText, readonly Code[], Policy['services']])[] = [
    [words.place, setting.places, scope.places],
    [words.category, setting.categories, scope.categories],
    [words.requestType, setting.requestTypes, scope.requestTypes],
  ];
  const open = rows.find(([, said, meant]) => !isWithin(said, meant));
  if (open === undefined) return passed('setting', 'as the policy means it');
  const [about, said] = open;
  return unclear('setting', said.map(({ code }) => code).join(', '), about);
}

function isWithin(said: readonly Code[], meant: Policy['services']): boolean {
  const named = said.filter(({ isOwn }) => isOwn !== true);
  if (named.length === 0) return said.length === 0;
  return named.every((code) => isListed(meant, [code]));
}

const words = {
  place: {
    en: 'the service is to be given at a place that the policy is not made for',
    es: 'el servicio se prestaría en un lugar para el que la política no está hecha',
  },
  category: {
    en: 'the line says that it is of a kind of service that the policy is not made for',
    es: 'la línea indica un tipo de servicio para el que la política no está hecha',
  },
  requestType: {
    en: 'the line asks for a kind of review that the policy is not made for',
    es: 'la línea pide un tipo de revisión para el que la política no está hecha',
  },
} as const;
