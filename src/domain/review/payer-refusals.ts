import type { Identifier } from '../code.ts';
import { focalCoverages } from '../member/focal-coverages.ts';
import type { Plan } from '../member/member.ts';
import { areShared, isAmong } from '../same-identifier.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refuse.ts';
import type { PayerAsSent } from './review-request.ts';
import type { StandingQuestion } from './standing-question.ts';

/**
 * Why a request is not for us: insurer and payor have to name the payer of the plan.
 * Source: X12 2010A; 901 79 and T4.
 */
export function payerRefusals(asked: StandingQuestion, plan: Plan): readonly Refusal[] {
  const { request, refusals } = asked;
  const ours = [...plan.payerIdentifiers, ...registeredPayers(asked)];
  const payors = focalCoverages(request).flatMap((coverage): readonly PayerAsSent[] => {
    const { payors: named = [], origin } = coverage;
    const isOurs = named.some(({ identifiers }) => areShared(ours, identifiers));
    return isOurs ? [] : [named[0] ?? { origin: `${origin}.payor`, identifiers: [] }];
  });
  const insurers = areShared(ours, request.insurer.identifiers) ? [] : [request.insurer];
  const byOrigin = new Map([...insurers, ...payors].map((payer) => [payer.origin, payer]));
  return [...byOrigin.values()].map(({ origin, identifiers }) =>
    refuse(refusals, identifiers.length === 0 ? 'payer-missing' : 'payer-not-us', origin),
  );
}

/**
 * True when what names us also has a number of a kind of which we have our own, and it is not ours;
 * numbers of other kinds (a tax id) say nothing.
 */
export function namesOtherPayer(asked: StandingQuestion, plan: Plan): boolean {
  const { request, records } = asked;
  const plans = [plan, ...records.plans].flatMap(({ payerIdentifiers }) => payerIdentifiers);
  const ours = [...plans, ...registeredPayers(asked)];
  const payors = focalCoverages(request).flatMap((one) => one.payors ?? []);
  const named = [request.insurer, ...payors].filter((one) => areShared(ours, one.identifiers));
  return named.some(({ identifiers }) =>
    identifiers.some(
      (one) => ours.some(({ system }) => system === one.system) && !isAmong(ours, one),
    ),
  );
}

function registeredPayers({ records }: StandingQuestion): readonly Identifier[] {
  const payers = records.registrations.filter(({ role }) => role === 'payer');
  return payers.map(({ identifier }) => identifier);
}
