import type { Code, LocalizedText } from '../../code.ts';
import { isOfRange } from '../../policy/kinds.ts';
import type { Policy, PolicyScope } from '../../policy/policy.ts';
import { isListed } from '../../policy/requirement.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { Diagnosis } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * A place, a kind of service and a type of request that the policy, or the row that says that
 * nothing is needed, was not made for contradict the service: a person looks. Codes of the sender's
 * own systems translate ours; any other says something that we don't know.
 * So is a diagnosis beside which the policy calls the service unlikely.
 * Source: X12 1365 (UM03), 1525 (UM01); CMS place of service.
 */
export function settingCheck({ request, plan }: CheckContext): CheckTrace {
  const { line, requirement } = plan;
  const { setting } = line;
  const { scope } = requirement;
  if (scope !== undefined && isUnlikely(scope, line.service, request.diagnoses)) {
    return unclear('setting', 'a diagnosis', words.diagnosis);
  }
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

/** True beside a diagnosis with which the service is of little use, whichever line names it. */
function isUnlikely(
  { unlikely = [] }: PolicyScope,
  service: readonly Code[],
  diagnoses: readonly Diagnosis[],
): boolean {
  const ranges = unlikely
    .filter(({ services }) => isListed(services, service))
    .flatMap((row) => row.diagnoses);
  if (ranges.length === 0) return false;
  return diagnoses.some(({ codes }) =>
    codes.some((code) => ranges.some((range) => isOfRange(code, range))),
  );
}

function isWithin(said: readonly Code[], meant: Policy['services']): boolean {
  const named = said.filter(({ isOwn }) => isOwn !== true);
  if (named.length === 0) return said.length === 0;
  return named.every((code) => isListed(meant, [code]));
}

const words = {
  diagnosis: {
    en: 'a diagnosis of the request with which the service may be of no use',
    es: 'un diagnóstico de la solicitud con el que el servicio podría no servir',
  },
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
