import type { Identifier } from '../code.ts';
import { focalCoverages } from '../member/focal-coverages.ts';
import type { Plan } from '../member/member.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refuse.ts';
import type { PayerAsSent } from './review-request.ts';
import type { StandingQuestion } from './standing-question.ts';

/**
 * Why a request is not for us: insurer and payor have to name the payer of the plan.
 * Source: X12 2010A; 901 79 and T4.
 */
export function payerRefusals(asked: StandingQuestion, plan: Plan): readonly Refusal[] {
  const { request, records, refusals } = asked;
  const registered = records.registrations.filter(({ role }) => role === 'payer');
  const ours = [...plan.payerIdentifiers, ...registered.map(({ identifier }) => identifier)];
  const payors = focalCoverages(request).flatMap((coverage): readonly PayerAsSent[] => {
    const { payors: named = [], origin } = coverage;
    const isOurs = named.some(({ identifiers }) => isAmong(ours, identifiers));
    return isOurs ? [] : [named[0] ?? { origin: `${origin}.payor`, identifiers: [] }];
  });
  const insurers = isAmong(ours, request.insurer.identifiers) ? [] : [request.insurer];
  const byOrigin = new Map([...insurers, ...payors].map((payer) => [payer.origin, payer]));
  return [...byOrigin.values()].map(({ origin, identifiers }) =>
    refuse(refusals, identifiers.length === 0 ? 'payer-missing' : 'payer-not-us', origin),
  );
}

function isAmong(ours: readonly Identifier[], sent: readonly Identifier[]): boolean {
  return sent.some(({ system, value }) =>
    ours.some((one) => one.system === system && one.value === value),
  );
}
