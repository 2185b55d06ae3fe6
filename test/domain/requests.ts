import type { ReviewRequest } from '../../src/domain/review/review-request.ts';
import type { CivilDate, Instant } from '../../src/domain/time.ts';

/** A request with as little in it as a request can have. */
export function plainRequest(changes: Partial<ReviewRequest> = {}): ReviewRequest {
  const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
  return {
    transmissionIdentifier: { system: 'urn:test', value: 'T1' },
    transmittedAt: '2026-11-28T16:00:00.000Z' as Instant,
    traceNumbers: [{ system: 'urn:test', value: 'R1' }],
    purpose: 'preauthorization',
    change: 'none',
    claimType: { system: 'urn:test', code: 'professional' },
    language: 'en',
    patient: { origin: 'p', identifiers: [], given: [] },
    insurer: { origin: 'i', identifiers: [] },
    requester: {
      origin: 'r',
      kind: 'organization',
      identifiers: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9000000015' }],
      npis: ['9000000015'],
      specialties: [],
    },
    coverages: [],
    careTeam: [],
    diagnoses: [],
    supportingItems: [],
    conditions: [],
    concerns: [],
    lines: [
      {
        origin: 'l',
        sequence: 1,
        traceNumbers: [],
        service: [{ system: hcpcs, code: 'E1390' }],
        modifiers: [],
        servicedSpan: { from: '2026-12-01' as CivilDate, to: '2027-11-30' as CivilDate },
        quantity: { amount: '12', unit: 'months' },
        careTeamSequences: [],
        diagnosisSequences: [],
        supportingSequences: [],
        isCancelled: false,
      },
    ],
    ...changes,
  };
}
