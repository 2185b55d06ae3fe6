import { claimSections } from './claim.ts';
import { claimListSections } from './claim-lists.ts';
import { orderSections } from './orders.ts';
import { partySections } from './parties.ts';
import { read, type Section } from './row.ts';
import { stayAndDocumentSections } from './stay-and-documents.ts';

const bundle: Section = {
  profiles: ['profile-pas-request-bundle'],
  resource: 'Bundle/rich',
  rows: {
    'Bundle.identifier': read('transmissionIdentifier', 'identifier.value', 'T-2'),
    'Bundle.timestamp': read('transmittedAt', 'timestamp', '2026-11-27T16:32:00-07:00'),
    'Bundle.entry': read('encounter', 'entry(Encounter/stay)'),
    'Bundle.entry.fullUrl': read(
      'encounter',
      'entry(Encounter/stay).fullUrl',
      'urn:uuid:0e6a2a5c-6c0f-4a7c-9b5f-d9d1f3b8a001',
    ),
    'Bundle.entry.resource': read('encounter.status', 'entry(Encounter/stay).resource.status', 'x'),
    'Bundle.entry:Claim': read('replaced.traceNumbers', 'entry(Claim/rich-1)'),
    'Bundle.entry:Claim.fullUrl': read(
      'replaced.traceNumbers',
      'entry(Claim/rich-1).fullUrl',
      'urn:uuid:0e6a2a5c-6c0f-4a7c-9b5f-d9d1f3b8a002',
    ),
    'Bundle.entry:Claim.resource': read(
      'replaced.traceNumbers',
      'entry(Claim/rich-1).resource.identifier.0.value',
      'TRACE-X',
    ),
  },
};

/** What becomes of every must-support element of a request of PAS 2.2.1. Source: conf-4. */
export const mustSupportTable: readonly Section[] = [
  bundle,
  ...claimSections,
  ...claimListSections,
  ...partySections,
  ...orderSections,
  ...stayAndDocumentSections,
];
