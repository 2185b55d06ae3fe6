import { createHash } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Settings } from '../settings/settings-shape.ts';
import { endAnswer } from './end-answer.ts';

/** What the front page says of the server. */
export interface FrontPage {
  readonly version: string;
  readonly settings: Pick<Settings, 'publicUrl' | 'demo' | 'sandbox'>;
  /** Markdown by file name; read at `/docs/NAME`. */
  readonly papers: ReadonlyMap<string, string>;
}

const style = `
:root { color-scheme: light dark; --ink: #1b2733; --soft: #51616f; --page: #f7f8fa; --card: #fff;
  --line: #d5dce3; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #a3b1be; --page: #12181f;
  --card: #1a222b; --line: #2f3b47; --link: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; }
p { margin: 0 0 .8rem; max-width: 40rem; }
.soft { color: var(--soft); }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .45rem 1.25rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1.1rem 1.25rem; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 0;
  padding: 1rem 1.25rem; overflow-x: auto; font: .85rem/1.6 ui-monospace, Menlo, monospace; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: .1rem; }
  dd { margin-bottom: .6rem; } main { padding-top: 1.5rem; } h1 { font-size: 1.55rem; } }
`;

/** The page's own style is let in by its digest, and nothing else. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Answers `/`: a page for who looks with a browser, the same facts as JSON for a program. */
export function answerFrontPage(page: FrontPage) {
  const html = htmlOf(page);
  const json = JSON.stringify(factsOf(page));
  return (request: Request, response: Response): void => {
    response.vary('Accept');
    const isPage = request.accepts(['json', 'html']) === 'html';
    const type = isPage ? 'text/html' : 'application/json';
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    if (isPage) response.setHeader('Content-Security-Policy', policy);
    endAnswer(request, response, isPage ? html : json);
  };
}

function factsOf({ version, settings: { publicUrl, demo, sandbox } }: FrontPage): object {
  return {
    name: 'Assent',
    version,
    fhir: `${publicUrl}/fhir`,
    capabilities: `${publicUrl}/fhir/metadata`,
    demo,
    sandbox,
  };
}

function htmlOf({ version, settings, papers }: FrontPage): string {
  const { demo, sandbox } = settings;
  const url = escaped(settings.publicUrl);
  const demoText =
    demo === 'off' ? 'off' : 'on: invented members, providers and policies, no real person';
  const rows = [
    ['Version', escaped(version)],
    ['FHIR R4 base', `<a href="${url}/fhir/metadata">${url}/fhir</a>`],
    ['Guide', 'Da Vinci Prior Authorization Support 2.2.1'],
    ['Demo payer', demoText],
    ['Testers’ sandbox', sandbox],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Assent: prior authorization over FHIR</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Assent</h1>
<p>A payer’s FHIR server for prior authorization. A provider’s system sends a request, and the
answer is a determination that says why. Automation approves or hands over to people; it never
denies.</p>
<h2>What runs here</h2>
<div class="card"><dl>
${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}
</dl></div>
${demo === 'off' ? '' : tour(url)}
<h2>Where to go on</h2>
<ul>
<li><a href="${url}/fhir/metadata?_pretty=true">Capabilities</a>: what this server offers, as a
FHIR CapabilityStatement</li>
<li><a href="${url}/health/ready">Health</a> and <a href="${url}/metrics">figures</a>
for operators</li>
${papersItem(url, papers)}</ul>
<p class="soft">FHIR® is a trademark of HL7. Assent is not an HL7 product.</p>
</main>
</body>
</html>
`;
}

function papersItem(url: string, papers: ReadonlyMap<string, string>): string {
  const isThere = papers.has('README.md');
  const tourLink = isThere ? `<a href="${url}/docs/README.md">The tour</a>; further papers: ` : '';
  const links = [...papers.keys()]
    .filter((name) => name !== 'README.md')
    .map((name) => `<a href="${url}/docs/${name}">${name.replace('.md', '')}</a>`);
  return papers.size === 0 ? '' : `<li>${tourLink}${links.join(', ')}</li>`;
}

/** Answers `/docs/NAME` with a paper as it was written; what is none is left to the next. */
export function answerPaper(papers: ReadonlyMap<string, string>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const text = papers.get(String(request.params.name));
    if (text === undefined) {
      next();
      return;
    }
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    endAnswer(request, response, text);
  };
}

function tour(url: string): string {
  return `<h2>Try it</h2>
<p>In the project’s folder, in another terminal:</p>
<pre tabindex="0">npx assent demo home-oxygen-approved &gt; request.json
curl -s '${url}/fhir/Claim/$submit?_pretty=true' \\
  -H 'Content-Type: application/fhir+json' --data-binary @request.json</pre>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
