import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './test-server.ts';

/** Goal: who asks in the wrong way is told the right one, and nothing that is not so. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
});
afterAll(() => running.server.close());

async function refusalOf(method: string, path: string, headers: Record<string, string> = {}) {
  const made = supertest(running.url).post(path).set(headers);
  made.method = method;
  const { status, text, headers: told } = await made.send(headers['Content-Type'] && '{}');
  const { issue, detail } = JSON.parse(text);
  return { status, text: String(detail ?? issue[0].details.text), headers: told };
}

const submitIsAt = '$submit is at /fhir/Claim/$submit';

describe('an address that leads nowhere says where the thing is', () => {
  it.each<readonly [string, string, number, string]>([
    ['POST', '/fhir/Claims/$submit', 404, submitIsAt],
    ['POST', '/fhir/claim/$submit', 404, submitIsAt],
    ['POST', '/fhir/Claim/$Submit', 404, submitIsAt],
    ['POST', '/fhir/Bundle/$submit', 404, submitIsAt],
    ['POST', '/fhir/$submit', 404, submitIsAt],
    ['POST', '/fhir/r4/Claim/$submit', 404, submitIsAt],
    ['POST', '/fhir/Claim/1/$submit', 404, submitIsAt],
    ['POST', '/fhir/Claim/$submit/', 404, submitIsAt],
    ['POST', '/Claim/$submit', 404, submitIsAt],
    ['GET', '/fhir/$submit', 404, submitIsAt],
    ['POST', '/fhir/submit', 404, submitIsAt],
    ['POST', '/fhir/Claim/submit', 405, submitIsAt],
    ['POST', '/fhir/Claim/Submit', 405, submitIsAt],
    ['POST', '/fhir/Claim', 404, "below it there is $submit: '…/fhir/Claim/$submit'"],
    ['POST', '/fhir/Claim/', 404, "Put the address between single quotes: '…/fhir/Claim/$submit'"],
    ['GET', '/fhir', 404, 'what there is, is told at /fhir/metadata'],
    ['GET', '/fhir/', 404, 'what there is, is told at /fhir/metadata'],
    ['GET', '/tell', 404, 'tell is at /fhir/tell'],
    ['GET', '/fhir/TELL', 404, 'tell is at /fhir/tell'],
  ])('%s %s -> %i', async (method, path, status, hint) => {
    const told = await refusalOf(method, path);
    expect([told.status, told.text]).toEqual([status, expect.stringContaining(hint)]);
  });

  it.each([
    '/fhir/Nothing',
    '/fhir/Claim',
    '/nothing',
    '/sandbox/reset',
    '/fhir/:id',
  ])('GET %s: nothing is called so, and nothing is said', async (path) => {
    expect(await refusalOf('GET', path)).toMatchObject({ text: 'There is nothing here' });
  });

  it('an operation that is elsewhere is none here', async () => {
    const { text } = await refusalOf('POST', '/fhir/Claims/$submit');
    expect(text).toBe(`There is no such operation here: ${submitIsAt}`);
  });

  it.each<readonly [string, string, string]>([
    ['GET', '/fhir/Claim/$submit', 'use POST'],
    ['PUT', '/fhir/Claim/$submit', 'use POST'],
    ['POST', '/fhir/Claim/1', 'use DELETE or GET or HEAD'],
    ['POST', '/health/live', 'use GET or HEAD'],
  ])('%s %s: the body says the methods of the header Allow', async (method, path, use) => {
    const { status, text } = await refusalOf(method, path);
    expect([status, text]).toEqual([405, `The method is not offered here: ${use}`]);
  });

  it.each<readonly ['on' | 'off', 'on' | 'off', string]>([
    ['on', 'off', 'the sandbox is off; start the server with ASSENT_SANDBOX=on'],
    ['on', 'on', 'There is nothing here'],
    ['off', 'off', 'There is nothing here'],
  ])('the demo %s, the sandbox %s: %s', async (demo, sandbox, hint) => {
    const { server, url } = await startTestServer({ settings: { demo, sandbox } });
    const { status, body } = await supertest(url).post('/sandbox/enroll');
    await server.close();
    expect([status, body.detail]).toEqual([404, expect.stringContaining(hint)]);
  });
});

describe('what is not taken is named, with what is', () => {
  const types = 'application/fhir+json, application/json';
  const send = '; send Content-Type: application/fhir+json, in UTF-8 and of FHIR R4';

  it.each([
    ['application/x-www-form-urlencoded', 'as application/x-www-form-urlencoded, which curl sends'],
    ['text/xml', 'as text/xml'],
    ['application/fhir+json; charset=utf-16', 'as charset=utf-16'],
    ['application/fhir+json; fhirVersion=3.0', 'as fhirVersion=3.0'],
    ['<b>', 'with a Content-Type that can not be read'],
    [`text/${'a'.repeat(999)}`, 'with a Content-Type that can not be read'],
  ])('Content-Type: %s', async (type, came) => {
    const told = await refusalOf('POST', '/fhir/Claim/$submit', { 'Content-Type': type });
    expect([told.status, told.headers.accept, told.headers['accept-post']]).toEqual([
      ...[415, types, types],
    ]);
    expect(told.text).toContain(`Only JSON is accepted: the body came ${came}`);
    expect(told.text).toContain(send);
  });

  it('no Content-Type at all', async () => {
    const answer = await fetch(`${running.url}/fhir/Claim/$submit`, {
      method: 'POST',
      body: new Uint8Array([0x7b, 0x7d]),
    });
    expect([answer.status, await answer.text()]).toEqual([
      415,
      expect.stringContaining('the body came without a Content-Type'),
    ]);
  });

  it('a content encoding', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'zstd' };
    const told = await refusalOf('POST', '/fhir/Claim/$submit', headers);
    const encodings = 'gzip, x-gzip, deflate, br';
    expect([told.status, told.headers['accept-encoding']]).toEqual([415, encodings]);
    expect(told.text).toContain(`send it as it is, or with one of ${encodings}`);
  });

  it.each([
    ['/fhir/tell', 'Accept: application/fhir+json'],
    ['/fhir/tell?_format=xml', '_format=json'],
  ])('a format of answers: %s', async (path, instead) => {
    const { status, text } = await refusalOf('GET', path, { Accept: 'text/html' });
    expect([status, text]).toEqual([406, `Only JSON can be returned: ask for it with ${instead}`]);
  });

  it('a scope', async () => {
    const headers = { Authorization: 'Bearer token-of-reader' };
    const { status, text } = await refusalOf('POST', '/fhir/Claim/$submit', headers);
    const scope = 'it has to have the scope system/Claim.submit';
    expect([status, text]).toEqual([403, `The token does not allow this: ${scope}`]);
  });
});
