import { randomBytes } from 'node:crypto';
import { brotliBomb, gzippedBody, listOf, type MakeBody, plainBody } from './bodies.ts';
import { withAttachment, withLines, withMember, withServices } from './request-text.ts';
import { flood, type HostileKind, headersOf, type Target } from './senders.ts';

const SUBMIT = '/fhir/Claim/$submit';
const MEGABYTE = 1024 * 1024;

interface Posted {
  readonly atOnce: number;
  readonly path?: string;
  readonly text: (request: string) => string;
}

function gzipped(name: string, what: string, { atOnce, path, text }: Posted): HostileKind {
  return {
    name,
    what,
    prepare: (target) =>
      flood(target, {
        path: path ?? SUBMIT,
        headers: headersOf(target, { 'content-encoding': 'gzip' }),
        body: gzippedBody(text(target.request)),
        atOnce,
      }),
  };
}

function inClaim(request: string, member: string, json: string): string {
  return withMember(request, { type: 'Claim', member, json });
}

function inPatient(request: string, member: string, json: string): string {
  return withMember(request, { type: 'Patient', member, json });
}

function tower(levels: number): string {
  return `${'{"extension":['.repeat(levels)}{"url":"x"}${']}'.repeat(levels)}`;
}

const doubled = `{${Array.from({ length: 2_000 }, () => '"url":"x"').join(',')}}`;

const US_CORE_PATIENT = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient';

/** A Bundle that is large but has no fault in its shape, of so many patients. */
function patients(count: number): string {
  const meta = `"meta":{"profile":["${US_CORE_PATIENT}"]}`;
  const name = '"identifier":[{"system":"urn:x","value":"1"}],"name":[{"family":"x"}]';
  const entry = listOf(count, (at) => {
    const resource = `"resourceType":"Patient","id":"p${at}",${meta},${name},"gender":"male"`;
    return `{"fullUrl":"http://example.org/Patient/p${at}","resource":{${resource}}}`;
  });
  return `{"resourceType":"Bundle","type":"collection","entry":${entry}}`;
}

const gzippedKinds: readonly HostileKind[] = [
  gzipped('empty-objects', 'five senders of a Claim with 900,000 extensions {}', {
    atOnce: 5,
    text: (request) => inClaim(request, 'extension', listOf(900_000, '{}')),
  }),
  gzipped('empty-extensions', 'one sender of a Patient with 600,000 extensions {}', {
    atOnce: 1,
    text: (request) => inPatient(request, 'extension', listOf(600_000, '{}')),
  }),
  gzipped('items', 'one sender of 10,000 items', {
    atOnce: 1,
    text: (request) => withLines(request, 10_000),
  }),
  gzipped('lines', 'two senders of 20,000 lines on 300 days', {
    atOnce: 2,
    text: (request) => withServices(request, 20_000),
  }),
  gzipped('names', 'two senders of a Patient with 200,000 names', {
    atOnce: 2,
    text: (request) =>
      inPatient(
        request,
        'name',
        listOf(200_000, (at) => `{"family":"SMITH","given":["N${at}"]}`),
      ),
  }),
  gzipped('digits', 'two senders of a number with 24 million digits', {
    atOnce: 2,
    text: (request) =>
      request.replace('"valueDecimal":100', `"valueDecimal":86.${'0'.repeat(24_000_000)}`),
  }),
  gzipped('deep', 'four senders of 5,000 towers of extensions, 25 high', {
    atOnce: 4,
    text: (request) => inPatient(request, 'extension', listOf(5_000, tower(25))),
  }),
  gzipped('duplicate-keys', 'four senders of 500 objects with 2,000 times one key', {
    atOnce: 4,
    text: (request) => inPatient(request, 'extension', listOf(500, doubled)),
  }),
  gzipped('huge-strings', 'two senders of a name of 24 million letters', {
    atOnce: 2,
    text: (request) => inPatient(request, 'name', `[{"family":"${'a'.repeat(24_000_000)}"}]`),
  }),
  gzipped('references', 'two senders of 100,000 references that lead nowhere', {
    atOnce: 2,
    text: (request) =>
      inPatient(
        request,
        'generalPractitioner',
        listOf(100_000, (at) => `{"reference":"Practitioner/${at}"}`),
      ),
  }),
  gzipped('validate-large', 'two senders of a Bundle with 4,900 entries to $validate', {
    atOnce: 2,
    path: '/fhir/Bundle/$validate',
    text: () => patients(4_900),
  }),
];

/** Base64 text that no compression makes smaller. */
function base64Of(megabytes: number): string {
  return randomBytes(Math.floor((megabytes * MEGABYTE * 3) / 4)).toString('base64');
}

function plainFlood(target: Target, body: MakeBody, atOnce: number) {
  return flood(target, { path: SUBMIT, headers: headersOf(target), body, atOnce });
}

/** Kinds that post bodies without end. */
export const postKinds: readonly HostileKind[] = [
  ...gzippedKinds,
  {
    name: 'large-bodies',
    what: 'twenty senders of a valid request with 23 MB of attachment',
    prepare: (target) =>
      plainFlood(target, plainBody(withAttachment(target.request, base64Of(23))), 20),
  },
  {
    name: 'attachments',
    what: 'three senders of valid requests with 13, 18 and 24 MB of attachment',
    prepare: (target) => {
      const bodies = [13, 18, 24].map((megabytes) =>
        plainBody(withAttachment(target.request, base64Of(megabytes))),
      );
      const body: MakeBody = (number) => bodies[number % bodies.length]?.(number) ?? [];
      return plainFlood(target, body, 3);
    },
  },
  {
    name: 'brotli-bomb',
    what: 'eight senders of 256 MB of spaces, compressed with brotli',
    prepare: (target) =>
      flood(target, {
        path: SUBMIT,
        headers: headersOf(target, { 'content-encoding': 'br' }),
        body: brotliBomb(256),
        atOnce: 8,
      }),
  },
  {
    name: 'foreign-reset',
    what: 'a page of another origin that posts text/plain to /sandbox/reset, without a token',
    prepare: (target) =>
      flood(target, {
        path: '/sandbox/reset',
        headers: { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
        body: plainBody('reset'),
        atOnce: 1,
      }),
  },
];
