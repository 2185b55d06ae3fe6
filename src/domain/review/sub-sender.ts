import { npiSystem } from '../provider/npi.ts';
import { askingIdentifiers } from './parties-of-provider.ts';
import type { ReviewRequest } from './review-request.ts';

/**
 * For whom an intermediary sends: the sending system that the request names (ISA06, else GS02),
 * else who asks, by NPI. Only cases of the same intermediary are told apart by it.
 * Source: PAS TransmissionIdentifiers, spec-58; PAS digest §1.12, §7 no. 2.
 */
export function subSenderOf({ transmission, requester }: ReviewRequest): string | undefined {
  const sender = transmission?.interchangeSender ?? transmission?.applicationSender;
  const asking = askingIdentifiers(requester);
  const npi = asking.find(({ system }) => system === npiSystem) ?? asking[0];
  const named = (sender ?? npi?.value ?? '').trim();
  return named === '' ? undefined : named;
}
