import type { Request, Response } from 'express';
import type { Settings } from '../settings/settings-shape.ts';
import { endAnswer } from './end-answer.ts';
import { endPage, escaped, framed } from './page-frame.ts';
import type { Papers } from './paper-html.ts';

/** What the front page says of the server. */
export interface FrontPage {
  readonly version: string;
  readonly settings: Pick<Settings, 'publicUrl' | 'demo' | 'sandbox'>;
  readonly papers: Papers;
}

/** Answers `/`: a page for who looks with a browser, the same facts as JSON for a program. */
export function answerFrontPage(page: FrontPage) {
  const html = htmlOf(page);
  const json = JSON.stringify(factsOf(page));
  return (request: Request, response: Response): void => {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') {
      endPage(request, response, html);
      return;
    }
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    endAnswer(request, response, json);
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

function htmlOf(page: FrontPage): string {
  const { version, settings } = page;
  const url = escaped(settings.publicUrl);
  const rows = [
    ['Version', escaped(version)],
    ['FHIR R4 base', `<code>${url}/fhir</code>`],
    ['Guide', 'Da Vinci Prior Authorization Support 2.2.1'],
    ['Demo payer', demoText(settings)],
    ['Testers’ sandbox', sandboxText(page, url)],
  ];
  return framed({
    title: 'Assent: prior authorization over FHIR',
    main: `<h1>Assent</h1>
<p>A payer’s FHIR server for prior authorization. A provider’s system sends a request, and the
answer is a determination that says why. Automation approves or hands over to people; it never
denies.</p>
<h2>What runs here</h2>
<div class="card"><dl>
${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}
</dl></div>
${settings.demo === 'off' ? '' : tryIt(url)}<h2>Where to go on</h2>
<ul>
${linksOf(page, url)
  .map(({ to, name, about }) => `<li><a href="${to}">${name}</a><br>${about}</li>`)
  .join('\n')}
</ul>
<p class="soft">FHIR® is a trademark of HL7. Assent is not an HL7 product.</p>
`,
  });
}

function demoText({ demo }: FrontPage['settings']): string {
  return demo === 'off' ? 'off' : 'on: invented members, providers and policies, no real person';
}

function sandboxText({ settings: { sandbox }, papers }: FrontPage, url: string): string {
  if (!papers.has('docs/sandbox.md')) return sandbox;
  return `${sandbox} (<a href="${url}/docs/sandbox.md">how to try your own bundles</a>)`;
}

interface Link {
  readonly to: string;
  readonly name: string;
  readonly about: string;
}

function linksOf({ papers, settings }: FrontPage, url: string): readonly Link[] {
  const links: readonly (Link & { readonly isThere: boolean })[] = [
    {
      isThere: settings.demo !== 'off' && papers.has('README.md'),
      to: `${url}/docs/README.md#the-tour`,
      name: 'The tour of the demo',
      about: 'each demo request with its answer, as lines for a shell',
    },
    {
      isThere: settings.demo !== 'off' && papers.has('docs/tour.http'),
      to: `${url}/docs/tour.http`,
      name: 'The tour as tour.http',
      about: 'the same requests for an editor’s HTTP client',
    },
    {
      isThere: true,
      to: `${url}/fhir/metadata?_pretty=true`,
      name: 'Capabilities',
      about: 'what this server offers, as a FHIR CapabilityStatement',
    },
    {
      isThere: papers.size > 0,
      to: `${url}/docs/`,
      name: 'All papers',
      about: 'settings, clients, records, policies, running it, architecture, what was shown',
    },
    {
      isThere: true,
      to: `${url}/health/ready`,
      name: 'Health',
      about: 'whether the server answers, for operators',
    },
    {
      isThere: true,
      to: `${url}/metrics`,
      name: 'Metrics',
      about: 'times and counts for Prometheus, for operators',
    },
  ];
  return links.filter(({ isThere }) => isThere);
}

function tryIt(url: string): string {
  return `<h2>Try it</h2>
<p>In the project’s folder, in another terminal:</p>
<pre>npx assent demo home-oxygen-approved &gt; request.json
curl -s '${url}/fhir/Claim/$submit?_pretty=true' \\
  -H 'Content-Type: application/fhir+json' --data-binary @request.json</pre>
`;
}
