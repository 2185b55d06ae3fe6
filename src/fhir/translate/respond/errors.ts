import type { ReviewCase } from '../../../domain/review/review-case.ts';
import type { Json } from '../../json/json.ts';
import { concept, decimal, pasExtensionOf } from '../build/element.ts';
import { pasExtension } from '../read/extensions.ts';
import { systems } from './systems.ts';

/** Business refusals as ClaimResponse.error. Source: PAS digest §1.6; X12 AAA. */
export function refusalErrors(
  { refusals }: ReviewCase,
  notes: readonly number[],
): Json | undefined {
  if (refusals.length === 0) return undefined;
  return refusals.map(({ rejectReason, followUp, element, origin }, index) => ({
    extension: [
      pasExtensionOf(
        'errorFollowupAction',
        'valueCodeableConcept',
        concept({ system: systems.followUp, code: followUp }),
      ),
      {
        url: pasExtension('errorElement'),
        extension: [
          { url: 'error', valueString: element },
          { url: 'processNote', valuePositiveInt: decimal(String(notes[index] ?? 1)) },
        ],
      },
      pasExtensionOf('errorPath', 'valueString', origin),
    ],
    code: concept({ system: systems.rejectReason, code: rejectReason }),
  }));
}
