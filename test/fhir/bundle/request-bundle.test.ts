import { expect, test } from 'vitest';
import { openRequestBundle } from '../../../src/fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';

/**
 * Goal: a reference leads to the entry that it names on the server of its own entry, never to the
 * same place on another one. Source: R4 Bundle, resolving references in Bundles.
 */
const one = 'https://one.example.org/fhir';
const two = 'https://two.example.org/fhir';
const urn = 'urn:uuid:0b7ff1b4-2b1c-4b8b-9d0e-6f3f1f3f3f3f';

function resolved(claimAt: string, patientAt: readonly string[], reference: string): string {
  const claim: JsonObject = { resourceType: 'Claim', id: 'c' };
  const entry: JsonObject[] = [{ fullUrl: claimAt, resource: claim }];
  for (const fullUrl of patientAt) {
    entry.push({ fullUrl, resource: { resourceType: 'Patient', id: 'p' } });
  }
  const bundle = openRequestBundle({ resourceType: 'Bundle', entry });
  if (!bundle.ok) throw new Error('no bundle');
  return bundle.value.resolve(reference, bundle.value.claim)?.fullUrl ?? 'nowhere';
}

test.each<[string, readonly string[], string, string]>([
  [`${one}/Claim/c`, [`${one}/Patient/p`], 'Patient/p', `${one}/Patient/p`],
  [`${one}/Claim/c`, [`${two}/Patient/p`], 'Patient/p', 'nowhere'],
  [`${one}/Claim/c`, [`${two}/Patient/p`, `${one}/Patient/p`], 'Patient/p', `${one}/Patient/p`],
  [`${one}/Claim/c`, [`${two}/Patient/p`], `${two}/Patient/p`, `${two}/Patient/p`],
  [`${one}/Claim/c`, [`${one}/Patient/p`], `${two}/Patient/p`, 'nowhere'],
  [`${one}/Claim/c`, [urn], 'Patient/p', 'nowhere'],
  [`${one}/Claim/c`, [urn], urn, urn],
  [`${one}/other`, [`${one}/Patient/p`], 'Patient/p', 'nowhere'],
  ['', [`${one}/Patient/p`], 'Patient/p', 'nowhere'],
  [urn, [`${one}/Patient/p`], 'Patient/p', `${one}/Patient/p`],
  [urn, [`${one}/Patient/p`, `${two}/Patient/p`], 'Patient/p', 'nowhere'],
])('from %s among %j, %s leads to %s', (from, among, reference, expected) => {
  expect(resolved(from, among, reference)).toBe(expected);
});
