import { describe, expect, it } from 'vitest';
import { type IsOwnHost, isHost, ownHosts } from '../../src/http/own-hosts.ts';
import { firstAnswer, startTestServer } from './test-server.ts';

/** Goal: a page that a browser has open can't use a server on the same machine. */
type Fields = readonly string[];

async function asked(rows: readonly (readonly [string, Fields, number])[]): Promise<void> {
  const running = await startTestServer({ settings: { corsOrigins: ['https://ehr.example'] } });
  const { port } = running.server;
  for (const [line, fields, status] of rows) {
    const own = fields.map((field) => field.replaceAll('PORT', String(port)));
    const hosts = own.some((field) => field.startsWith('Host:')) ? [] : ['Host: a'];
    const text = [`${line} HTTP/1.1`, ...hosts, ...own, '\r\n'].join('\r\n');
    const body = own.some((field) => field === 'Content-Length: 24')
      ? '{"resourceType":"Claim"}'
      : '';
    const answer = await firstAnswer(port, text, body);
    expect([line, own, answer.status]).toEqual([line, own, status]);
  }
  await running.server.close();
}

const json = ['Content-Type: application/json', 'Content-Length: 24'];
const fhir = ['Content-Type: application/fhir+json', 'Content-Length: 24'];
const post = 'POST /plain/echo';
const clear = 'POST /plain/clear';

describe('an origin', () => {
  it('that is foreign changes nothing', () =>
    asked([
      [post, json, 200],
      [post, ['Origin: https://evil.example', ...json], 403],
      [post, ['Origin: null', ...json], 403],
      [post, ['Origin: https://ehr.example.evil', ...json], 403],
      [post, ['Origin: http://ehr.example', ...json], 403],
      ['POST /fhir/Claim/$submit', ['Origin: https://ehr.example', ...fhir], 200],
      ['POST /fhir/Claim/$submit', ['Origin: https://evil.example', ...fhir], 403],
      // Listed origins may call FHIR addresses, and no others.
      [post, ['Origin: https://ehr.example', ...json], 403],
      [post, ['Origin: https://ehr.example', 'Sec-Fetch-Site: cross-site', ...json], 403],
      [clear, ['Origin: https://ehr.example'], 403],
      ['POST /fhirx/Claim/$submit', ['Origin: https://ehr.example', ...fhir], 403],
      [post, ['Host: localhost:PORT', 'Origin: http://localhost:PORT', ...json], 200],
      [post, ['Host: localhost:PORT', 'Origin: http://localhost:3000', ...json], 403],
      [post, ['Host: a', 'Origin: https://a', ...json], 200],
      [post, ['Host: a:443', 'Origin: https://a', ...json], 200],
      [post, ['Origin: http://b', ...json], 403],
      [post, ['Sec-Fetch-Site: cross-site', ...json], 403],
      [post, ['Sec-Fetch-Site: same-site', ...json], 403],
      [post, ['Sec-Fetch-Site: same-origin', ...json], 200],
      [post, ['Sec-Fetch-Site: none', ...json], 200],
      [
        post,
        ['Origin: https://evil.example', 'Authorization: Bearer token-of-other', ...json],
        403,
      ],
      ['DELETE /fhir/Claim/1', [], 204],
      ['DELETE /fhir/Claim/1', ['Origin: https://evil.example'], 403],
      ['PUT /fhir/Claim/1', ['Origin: https://evil.example'], 403],
    ]));

  it('that is foreign is nobody, unless it has a token', () =>
    asked([
      ['GET /fhir/Claim/1', [], 200],
      ['GET /fhir/Claim/1', ['Origin: https://evil.example'], 401],
      ['GET /fhir/Claim/1', ['Sec-Fetch-Site: cross-site'], 401],
      ['GET /fhir/Claim/1', ['Sec-Fetch-Site: same-site'], 401],
      ['GET /fhir/Claim/1', ['Sec-Fetch-Site: same-origin'], 200],
      ['GET /fhir/Claim/1', ['Origin: https://ehr.example', 'Sec-Fetch-Site: cross-site'], 200],
      [
        'GET /fhir/Claim/1',
        ['Sec-Fetch-Site: cross-site', 'Authorization: Bearer token-of-other'],
        200,
      ],
      ['GET /fhir/tell', ['Origin: https://evil.example'], 200],
    ]));
});

describe('a content type', () => {
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
  it.each(types)('of %s is not taken by what changes something, with or without a body', (type) =>
    asked([
      [clear, [], 200],
      [clear, [`Content-Type: ${type}`], 415],
      [clear, [`Content-Type: ${type}`, 'Content-Length: 0'], 415],
      [clear, [`Content-Type: ${type}`, 'Content-Length: 24'], 415],
      [clear, ['Content-Length: 24'], 415],
      [clear, json, 200],
      [post, [`Content-Type: ${type}`, 'Content-Length: 24'], 415],
      ['DELETE /fhir/Claim/1', [`Content-Type: ${type}`, 'Content-Length: 0'], 415],
      ['GET /fhir/tell', [`Content-Type: ${type}`], 200],
    ]));
});

describe('a host', () => {
  it('of somebody else is misdirected, wherever it stands', () =>
    asked([
      ['GET /fhir/tell', ['Host: evil.example'], 421],
      ['GET /fhir/tell', ['Host: evil.example:PORT'], 421],
      ['GET /health/live', ['Host: evil.example'], 421],
      ['GET /', ['Host: evil.example'], 421],
      [post, ['Host: evil.example', 'Origin: http://evil.example', ...json], 421],
      ['GET http://evil.example/fhir/tell', ['Host: a'], 421],
      ['GET http://a/fhir/tell', ['Host: evil.example'], 421],
      ['GET http://a/fhir/tell', ['Host: A'], 200],
    ]));

  const by = (host: string, publicUrl: string, ...hostsAllow: readonly string[]): IsOwnHost =>
    ownHosts({ host, publicUrl, hostsAllow });
  const loopback = by('127.0.0.1', 'http://127.0.0.1:8080');
  const named = by('10.0.0.5', 'https://pa.example/x', 'pa.internal', '[fd00::1]');
  const everywhere = by('0.0.0.0', 'http://0.0.0.0:8080');

  it.each<readonly [string, IsOwnHost, readonly string[], readonly string[]]>([
    [
      'a loopback address',
      loopback,
      ['localhost', 'LOCALHOST:1', '127.0.0.1:8080', '127.0.0.2', '[::1]:8080', 'localhost.'],
      ['evil.example', '10.0.0.5', 'localhost.evil.example', '127.0.0.1.evil.example', '0.0.0.0'],
    ],
    ['::1', by('::1', 'http://[::1]:8080'), ['localhost', '[::1]'], ['[::2]', 'evil.example']],
    [
      'an address and a name',
      named,
      ['10.0.0.5:8080', 'pa.example', 'PA.example.', 'pa.internal', '[fd00::1]:443'],
      ['localhost', '127.0.0.1', '10.0.0.6', 'x.pa.example', '[fd00::2]'],
    ],
    [
      'all addresses',
      everywhere,
      ['localhost', '127.0.0.1', '10.0.0.5:8080', '[fd00::1]'],
      ['evil.example', 'assent'],
    ],
  ])('of a server on %s', (_, isOwn, own, foreign) => {
    expect(own.filter((host) => !isOwn(host))).toEqual([]);
    expect(foreign.filter(isOwn)).toEqual([]);
  });

  it.each([
    '',
    'a b',
    'a/b',
    'a@b',
    'a:b',
    '[::1',
    'a:123456',
    'a?b',
    'é',
    'a,b',
  ])('%j is none', (text) => {
    expect(isHost(text)).toBe(false);
  });
});
