import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/settings-shape.ts';
import { papers, startTestServer, type TestServer } from './test-server.ts';

/**
 * Goal: who looks with a browser gets pages whose links lead on, who asks otherwise the papers as
 * they were written.
 */
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
let test: TestServer;

beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.server.close());

const get = (path: string, accept = BROWSER) =>
  supertest(test.url).get(path).redirects(0).set('Accept', accept);

describe('a paper', () => {
  it.each([
    '*/*',
    'text/plain',
    'text/markdown, text/plain',
  ])('as written for %s', async (accept) => {
    const { status, headers, text } = await get('/docs/README.md', accept);
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(headers.vary).toContain('Accept');
    expect(text).toBe(papers.get('README.md'));
  });

  it('is a page for a browser: its title, its links, its code, no HTML of its own', async () => {
    const { headers, text } = await get('/docs/README.md');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/u);
    expect(text).toContain('<title>Assent &#38; more · Assent</title>');
    expect(text).toContain('<html lang="en">');
    const shown = '&#60;b&#62;x&#60;/b&#62;';
    expect(
      text.split('<main>\n')[1],
    ).toBe(`<h1 id="assent--more"><code>Assent</code> &amp; more</h1>
<p>To <a href="one.md#a-b">one</a>, <a href="adr/0001-two.md">two</a>, a file,
<a href="https://example.org/">the web</a>, no, <a href="#the-tour">below</a>, ${shown}</p>
<h2 id="the-tour">The tour</h2>
<pre><code>echo &#60;x&#62;</code></pre>
<pre class="scroll" tabindex="0"><code>drawn |</code></pre>
</main>
</body>
</html>
`);
  });

  it('in a folder leads back', async () => {
    const { text } = await get('/docs/adr/0001-two.md');
    expect(text).toContain('<a href="../README.md#the-tour">Back</a>, x');
    expect(text).toContain('<a href="../../">Assent</a><a href="../">All papers</a>');
  });

  it('has tables that scroll and anchors that differ', async () => {
    const { text } = await get('/docs/one.md');
    expect(text).toContain(
      '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>',
    );
    expect(text).toContain('<td>1<br>2</td>');
    expect(text).not.toContain('<th></th>');
    expect(text).toMatch(/id="a-b"[\s\S]*id="a-b-1"/u);
  });

  it('of requests is text for everybody', async () => {
    const { headers, text } = await get('/docs/tour.http');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text).toBe('GET http://127.0.0.1:8080/');
  });

  it.each([
    '/docs/..%2FREADME.md',
    '/docs/other.md',
    '/docs/docs/one.md',
    '/docsx',
  ])('%s is none', async (path) => expect((await get(path)).status).toBe(404));
});

describe('the index of papers', () => {
  it('names each by its title', async () => {
    const { text } = await get('/docs/');
    const links = [...text.matchAll(/<li><a href="([^"]*)">([^<]*)<\/a>/gu)];
    expect(links.map(([, address, title]) => `${address}: ${title}`)).toEqual([
      'README.md: Assent &#38; more',
      'one.md: One',
      'tour.http: tour.http',
      'adr/0001-two.md: 0001 Two',
    ]);
  });

  it('is a list for a program', async () => {
    const { text } = await get('/docs/', '*/*');
    expect(text).toBe('README.md\none.md\ntour.http\nadr/0001-two.md\n');
  });

  it('lies at the end of /docs', async () => {
    const { status, headers } = await get('/docs');
    expect([status, headers.location]).toEqual([308, 'docs/']);
  });
});

describe('the front page', () => {
  it.each<readonly [Partial<Settings>, readonly string[]]>([
    [{ demo: 'on' }, ['/docs/README.md#the-tour', '/docs/tour.http', '/docs/', '/metrics']],
    [{ demo: 'off' }, ['/docs/', '/metrics']],
  ])('with %o links to %j', async (settings, expected) => {
    const own = await startTestServer({ settings });
    const { text } = await supertest(own.url).get('/').set('Accept', BROWSER);
    await own.server.close();
    const links = [...text.matchAll(/<a href="[^"]*?:\d+(\/[^"]*)"/gu)].map(([, path]) => path);
    expect(links.filter((path) => /docs|metrics/u.test(path ?? ''))).toEqual(expected);
    expect(text).toContain('<link rel="icon" href="data:,">');
  });
});
