import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './test-server.ts';

/** Goal: nobody reaches an operation without its scope. */
type Row = readonly [header: string | undefined, path: string, status: number, challenge?: string];

const insufficient = (scope: string) => `Bearer error="insufficient_scope", scope="${scope}"`;

async function checkAll(mode: 'off' | 'on' | 'public', rows: readonly Row[]): Promise<void> {
  const { server, url } = await startTestServer({ mode });
  for (const [header, path, status, challenge] of rows) {
    const made = supertest(url).get(path);
    const answer = await (header === undefined ? made : made.set('Authorization', header));
    const name = `${mode} ${header} ${path}`;
    expect([name, answer.status, answer.headers['www-authenticate']]).toEqual([
      ...[name, status, challenge],
    ]);
    if (status >= 400) {
      const code = { 401: 'login', 403: 'forbidden', 404: 'not-found' }[status];
      expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code }] });
    }
  }
  await server.close();
}

describe('a caller', () => {
  it('without a token is the client of the tour when the demo is on', () =>
    checkAll('on', [
      [undefined, '/fhir/Claim/1', 200],
      ['Bearer token-of-reader', '/fhir/Claim/1', 200],
      ['bearer   token-of-reader', '/fhir/Claim/1', 200],
      ['Bearer token-of-nobody', '/fhir/Claim/1', 401, 'Bearer error="invalid_token"'],
      ['Basic dG9rZW4=', '/fhir/Claim/1', 401, 'Bearer error="invalid_token"'],
      ['Bearer', '/fhir/Claim/1', 401, 'Bearer error="invalid_token"'],
      ['Bearer a b', '/fhir/Claim/1', 401, 'Bearer error="invalid_token"'],
      [`Bearer ${'a'.repeat(5000)}`, '/fhir/Claim/1', 401, 'Bearer error="invalid_token"'],
      ['Bearer token-of-nobody', '/fhir/tell', 200],
      ['Bearer token-of-nobody', '/fhir/Nothing', 404],
    ]));

  it('needs a token when the demo is public', () =>
    checkAll('public', [
      [undefined, '/fhir/Claim/1', 401, 'Bearer'],
      [undefined, '/fhir/tell', 200],
      ['Bearer token-of-reader', '/fhir/Claim/1', 200],
    ]));

  it('has no demo token when the demo is off', () =>
    checkAll('off', [
      [undefined, '/fhir/Claim/1', 401, 'Bearer'],
      ['Bearer token-of-reader', '/fhir/Claim/1', 401, 'Bearer error="invalid_token"'],
      [undefined, '/fhir/tell', 200],
    ]));

  it('without the scope of an operation is refused before its body is looked at', async () => {
    const { server, url } = await startTestServer();
    const made = supertest(url).post('/fhir/Claim/$submit').set('Content-Type', 'text/xml');
    const answer = await made.set('Authorization', 'Bearer token-of-reader').send('<Claim/>');
    expect(answer.status).toBe(403);
    expect(answer.headers['www-authenticate']).toBe(insufficient('system/Claim.submit'));
    await server.close();
  });

  it('is told to the operation; a stranger is nobody', async () => {
    const { server, url } = await startTestServer({ mode: 'public' });
    const known = await supertest(url)
      .get('/fhir/tell')
      .set('Authorization', 'Bearer token-of-other');
    expect(known.body.client).toBe('other');
    expect((await supertest(url).get('/fhir/tell')).body.client).toBe('nobody');
    await server.close();
  });
});
