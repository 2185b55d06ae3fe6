import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstAnswer, startTestServer, type TestServer } from './test-server.ts';

/** Goal: addresses, methods, media types and identities are answered as promised. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer();
});
afterAll(() => running.server.close());

const FHIR = 'application/fhir+json; charset=utf-8';
const PROBLEM = 'application/problem+json; charset=utf-8';
const resource = { resourceType: 'Claim', id: 'a' };

type Headers = Readonly<Record<string, string>>;

function call(method: string, path: string, headers: Headers = {}) {
  const agent = supertest(running.url);
  const made = method === 'POST' ? agent.post(path) : agent.get(path);
  made.method = method;
  return made.set(headers);
}

function outcome(code: string, text: RegExp | string) {
  const issue = { severity: 'error', code, details: { text: expect.stringMatching(text) } };
  return { resourceType: 'OperationOutcome', issue: [expect.objectContaining(issue)] };
}

describe('addresses and methods', () => {
  const cases: readonly (readonly [string, string, number, string, string])[] = [
    ['GET', '/fhir', 404, 'not-found', ''],
    ['GET', '/fhir/', 404, 'not-found', ''],
    ['GET', '/fhir/Nothing', 404, 'not-found', ''],
    ['GET', '/fhir//tell', 404, 'not-found', ''],
    ['GET', '/fhir/tell/', 404, 'not-found', ''],
    ['GET', '/fhir/TELL', 404, 'not-found', ''],
    ['GET', '/fhir/Claim/', 404, 'not-found', ''],
    ['GET', '/fhir/Claim/%E0%A4%A', 400, 'structure', ''],
    ['GET', '/fhir/Claim/%ff', 400, 'structure', ''],
    ['GET', '/fhir/tell?a=%E0%A4%A', 400, 'structure', ''],
    ['GET', `/fhir/tell?${'a'.repeat(16_400)}`, 414, 'too-long', ''],
    ['GET', `/fhir/tell?${'a'.repeat(31_000)}`, 414, 'too-long', ''],
    ['GET', '/fhir/Claim/$submit', 405, 'not-supported', 'POST'],
    ['GET', '/fhir/Claim/%24submit', 405, 'not-supported', 'POST'],
    ['POST', '/fhir/Claim/1', 405, 'not-supported', 'DELETE, GET, HEAD'],
    ['PUT', '/fhir/tell', 405, 'not-supported', 'GET, HEAD'],
    ['OPTIONS', '/fhir/tell', 405, 'not-supported', 'GET, HEAD'],
    ['TRACE', '/fhir/tell', 405, 'not-supported', 'GET, HEAD'],
    ['PROPFIND', '/fhir/Claim/$submit', 405, 'not-supported', 'POST'],
  ];
  it.each(cases)('R34 %s %s -> %i as OperationOutcome', async (method, path, ...expected) => {
    const [status, code, allow] = expected;
    const answer = await call(method, path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, FHIR]);
    expect(JSON.parse(answer.text)).toEqual(outcome(code, /^[A-Z][^\n]*$/u));
    expect(answer.headers.allow ?? '').toBe(allow);
  });

  it.each<readonly [string, string, number]>([
    ['GET', '/fhirx', 404],
    ['GET', '/plain/%', 400],
    ['POST', '/plain/tell', 405],
    ['POST', '/health/live', 405],
    ['DELETE', '/metrics', 405],
    ['TRACE', '/', 405],
    ['POST', '/', 405],
  ])('R34 %s %s -> %i as problem+json', async (method, path, status) => {
    const answer = await call(method, path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, PROBLEM]);
    const body = { type: 'about:blank', status, title: expect.any(String) };
    expect(JSON.parse(answer.text)).toMatchObject({ ...body, detail: expect.any(String) });
  });

  it.each<readonly [string, string, string, string]>([
    ['GET', '/fhir', 'not-found', '/fhir/metadata'],
    ['GET', '/fhir/', 'not-found', '/fhir/metadata'],
    ['POST', '/fhir/Claim/', 'not-found', "'…/fhir/Claim/$submit'"],
    ['POST', '/fhir/Claim/$inquire', 'not-supported', '$inquire is not here yet'],
    ['GET', '/fhir/Claim/$inquire', 'not-supported', 'a later version'],
    ['POST', '/fhir/Claim/$sumbit', 'not-supported', 'here: there is $submit'],
    ['POST', '/fhir/$nothing', 'not-supported', 'nothing is called $nothing'],
    ['POST', '/fhir/Claim/$a<b>', 'not-supported', 'here: there is $submit'],
  ])('%s %s: 404 %s says where to go', async (method, path, code, hint) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(404);
    const { issue } = JSON.parse(answer.text);
    expect(issue[0]).toMatchObject({ code, details: { text: expect.stringContaining(hint) } });
    expect(answer.text).not.toContain('<b>');
  });

  it('/ is a page for a browser and facts for a program', async () => {
    const page = await call('GET', '/', { Accept: 'text/html,*/*;q=0.8' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('<h1>Assent</h1>');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha/u);
    expect(page.text).not.toMatch(/<script|http:\/\/(?!127\.0\.0\.1)/u);
    const facts = await call('GET', '/', { Accept: '*/*' });
    expect(facts.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(facts.text)).toMatchObject({ name: 'Assent', version: '1.2.3' });
  });

  it('HEAD is GET without its body', async () => {
    const { status, headers, text } = await call('HEAD', '/fhir/tell');
    expect([status, headers['content-type'], text]).toEqual([200, FHIR, undefined]);
    expect((await call('HEAD', '/fhir/Nothing')).status).toBe(404);
  });

  it.each([
    '/health/live',
    '/health/ready',
    '/metrics',
    '/',
    '/docs/README.md',
    '/fhir/tell',
  ])('HEAD %s has the status and the headers of GET', async (path) => {
    const whole = async (method: string) => {
      const head = `${method} ${path} HTTP/1.1\r\nHost: a\r\nX-Request-Id: a\r\n\r\n`;
      const { status, headers, body } = await firstAnswer(running.server.port, head);
      const { date: _, ratelimit: __, ...rest } = headers;
      // The figures move from one look at them to the next.
      if (path === '/metrics') delete rest['content-length'];
      return { status, headers: rest, isEmpty: body === '' };
    };
    const get = await whole('GET');
    expect(await whole('HEAD')).toEqual({ ...get, isEmpty: true });
    expect([get.status, get.isEmpty]).toEqual([200, false]);
  });

  it('an answer without body has no media type', async () => {
    const { status, headers } = await call('DELETE', '/fhir/Claim/1');
    expect([status, headers['content-type'], headers['content-length']]).toEqual([
      ...[204, undefined, undefined],
    ]);
  });
});

describe('media types', () => {
  const accepts: readonly (readonly [string, string, number])[] = [
    ['application/fhir+json', '', 200],
    ['application/fhir+json; fhirVersion=4.0', '', 200],
    ['application/json;charset=utf-8', '', 200],
    ['application/fhir+xml, */*;q=0.1', '', 200],
    ['APPLICATION/*', '', 200],
    ['*/*;q=0, application/json', '', 200],
    ['text/html', '', 406],
    ['application/fhir+xml', '', 406],
    ['application/json;q=0, application/fhir+json;q=0.0', '', 406],
    ['application/problem+json', '', 406],
    ['garbage', '', 406],
    ['text/html', '?_format=json', 200],
    ['text/html', '?_format=application/json', 200],
    ['text/html', '?_format=application/fhir%2Bjson', 200],
    ['text/html', '?_format=application/fhir+json', 200],
    ['*/*', '?_format=xml', 406],
    ['*/*', '?_format=application/fhir+xml', 406],
    ['*/*', '?_format=', 406],
    ['*/*', '?_format=json&_format=xml', 406],
  ];
  it.each(accepts)('R34 Accept: %s with %j -> %i', async (accept, query, status) => {
    const answer = await call('GET', `/fhir/tell${query}`, { Accept: accept });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, FHIR]);
    if (status === 200) expect(JSON.parse(answer.text)).toMatchObject({ query: {} });
    else expect(JSON.parse(answer.text)).toEqual(outcome('not-supported', 'Only JSON'));
  });

  const types: readonly (readonly [string, number])[] = [
    ['application/fhir+json', 200],
    ['application/json', 200],
    ['Application/FHIR+json; charset="UTF-8"; fhirVersion=4.0', 200],
    ['application/fhir+json; charset=utf-16', 415],
    ['application/fhir+json; charset=latin1', 415],
    ['application/fhir+json; fhirVersion=3.0', 415],
    ['application/fhir+xml', 415],
    ['text/xml', 415],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
  ];
  it.each(types)('R34 Content-Type: %s -> %i', async (type, status) => {
    const made = call('POST', '/fhir/Claim/$submit', { 'Content-Type': type });
    const answer = await made.send(JSON.stringify(resource));
    expect([answer.status, answer.headers['content-type']]).toEqual([status, FHIR]);
    expect(JSON.parse(answer.text)).toEqual(
      status === 200 ? resource : outcome('not-supported', 'Only JSON is accepted'),
    );
  });

  it('a plain address speaks plain JSON', async () => {
    const answer = await call('POST', '/plain/echo').send(resource);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const told = await call('GET', '/plain/tell?_format=xml&_pretty=true');
    expect(told.body.query).toEqual({ _format: ['xml'], _pretty: ['true'] });
  });

  it('_pretty is for people', async () => {
    const { text } = await call('GET', '/fhir/tell?_pretty=true');
    expect(text.startsWith('{\n  "client": "tour",\n')).toBe(true);
    expect((await call('GET', '/fhir/tell?_pretty=false')).text).not.toContain('\n');
  });

  it('a body that is missing is said to be missing', async () => {
    const answer = await call('POST', '/fhir/Claim/$submit');
    expect([answer.status, answer.body]).toEqual([400, outcome('required', 'needs a body')]);
  });
});

describe('what an operation is told', () => {
  it('path, query and languages', async () => {
    const answer = await call('GET', '/fhir/Claim/a%2Fb?x=1&x=2%203&y=a+b=c&&z', {
      'Accept-Language': 'es-MX, en;q=0.5, *;q=0.1, <x>;q=0.2',
    });
    expect(answer.body).toMatchObject({
      path: { id: 'a/b' },
      query: { x: ['1', '2 3'], y: ['a b=c'], z: [''] },
      languages: ['es-MX', 'en'],
    });
  });

  it('R31 names of prototypes and operators are names like others', async () => {
    const answer = await call(
      'GET',
      '/fhir/tell?__proto__=1&constructor=2&a[$ne]=3&$where=4&a.b=5',
    );
    expect(Object.entries(JSON.parse(answer.text).query)).toEqual([
      ...[
        ['__proto__', ['1']],
        ['constructor', ['2']],
        ['a[$ne]', ['3']],
      ],
      ...[
        ['$where', ['4']],
        ['a.b', ['5']],
      ],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    for (const name of ['__proto__', 'constructor', 'toString', '%2e%2e', '.']) {
      expect((await call('GET', `/fhir/${name}`)).status).toBe(404);
    }
  });

  it('a request id that fits is kept, another is replaced', async () => {
    const kept = await call('GET', '/fhir/tell', {
      'X-Request-Id': 'a.B_9-',
      'X-Correlation-Id': 'c',
    });
    expect(kept.headers).toMatchObject({ 'x-request-id': 'a.B_9-', 'x-correlation-id': 'c' });
    expect(kept.body.requestId).toBe('a.B_9-');
    for (const id of ['', 'a b', 'a"b', 'é', 'a'.repeat(65)]) {
      const { headers } = await call('GET', '/fhir/x', {
        'X-Request-Id': id,
        'X-Correlation-Id': id,
      });
      expect(headers['x-request-id']).toMatch(/^00000000-0000-4000-8000-\d{12}$/u);
      expect(headers['x-correlation-id']).toBeUndefined();
    }
  });
});
