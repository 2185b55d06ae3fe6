import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { requestsOf } from '../../bench/members.ts';
import { gzippedBody, listOf, NUMBER, plainBody } from './bodies.ts';
import {
  requestText,
  withAttachment,
  withLines,
  withMember,
  withServices,
} from './request-text.ts';

/** Goal: bodies say what their kind's name says, and no two of them are the same request. */
const [bundle = ''] = requestsOf(1).bundles;
const request = requestText(bundle);

function textOf(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8');
}

describe('bodies of hostile senders', () => {
  it('has another number in each', () => {
    const text = `{"a":"${NUMBER}","b":"${NUMBER}"}`;
    expect(textOf(plainBody(text)(7))).toBe('{"a":"7","b":"7"}');
    expect(gunzipSync(Buffer.concat(gzippedBody(text)(8))).toString()).toBe('{"a":"8","b":"8"}');
  });

  it('numbers the request in two places', () => {
    expect(request.split(NUMBER)).toHaveLength(3);
  });

  it.each([withLines, withServices])('has so many lines with sequences of their own', (lines) => {
    const { entry } = JSON.parse(lines(request, 30));
    const { item } = entry[0].resource;
    expect(item).toHaveLength(30);
    expect(new Set(item.map(({ sequence }: { sequence: number }) => sequence)).size).toBe(30);
  });

  it('sets a member of a resource to a text', () => {
    const json = listOf(3, '{}');
    const text = withMember(request, { type: 'Patient', member: 'extension', json });
    const patient = JSON.parse(text).entry.find(
      (one: { resource: { resourceType: string } }) => one.resource.resourceType === 'Patient',
    );
    expect(patient.resource.extension).toEqual([{}, {}, {}]);
    expect(withAttachment(request, 'QUJD')).toContain('"data":"QUJD"');
  });
});
