import type { Submitter } from '../../src/domain/provider/submitter.ts';
import type { CoverageAsSent, ReviewRequest } from '../../src/domain/review/review-request.ts';
import type { CivilDate, Instant } from '../../src/domain/time.ts';

const npi = 'http://hl7.org/fhir/sid/us-npi';

/** The payer as requests name it. */
export const payer = { origin: 'i', identifiers: [{ system: npi, value: '9000000007' }] };

/** The coverage that the plain request is made under. */
export const coverage: CoverageAsSent = {
  ...{ origin: 'c', sequence: 1, isFocal: true, isOfPatient: true },
  ...{ identifiers: [], relationship: [], subscriberId: 'S1', payors: [payer] },
};

/** A client that may ask for the requester of the plain request. */
export const practice: Submitter = {
  ...{ kind: 'practice', npis: ['9000000015'], tins: [], organizations: [] },
};

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
    insurer: payer,
    requester: {
      origin: 'r',
      kind: 'organization',
      identifiers: [{ system: npi, value: '9000000015' }],
      specialties: [],
    },
    coverages: [coverage],
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
