import type { NextFunction, Request, Response } from 'express';
import { endAnswer } from './end-answer.ts';
import { endPage, escaped, framed } from './page-frame.ts';
import { addressOf, type Papers, paperHtml, titleOf } from './paper-html.ts';

/** Where papers are read; the index lies at its end. */
const papersRoot = '/docs/';

/**
 * Answers `/docs/` with an index and `/docs/NAME` with a paper: a page for a browser, the paper as
 * it was written for who asks otherwise. What is none is left to the next.
 */
export function answerPapers(papers: Papers) {
  const byAddress = new Map([...papers.keys()].map((path) => [addressOf(path), path]));
  const pages = new Map<string, string>();
  return (request: Request, response: Response, next: NextFunction): void => {
    if (papers.size > 0 && `${request.path}/` === papersRoot) {
      response.statusCode = 308;
      response.setHeader('Location', 'docs/');
      endAnswer(request, response, '');
      return;
    }
    const address = request.path.slice(papersRoot.length);
    const path = byAddress.get(address);
    if (papers.size === 0 || (path === undefined && address !== '')) {
      next();
      return;
    }
    response.vary('Accept');
    if (request.accepts(['text/plain', 'text/html']) !== 'text/html' || !isPage(path)) {
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      endAnswer(request, response, path === undefined ? listOf(byAddress) : papers.get(path));
      return;
    }
    const html = pages.get(address) ?? pageOf(path, papers);
    pages.set(address, html);
    endPage(request, response, html);
  };
}

/** The index is a page, and so is what is written in Markdown. */
function isPage(path: string | undefined): boolean {
  return path === undefined || path.endsWith('.md');
}

function listOf(byAddress: ReadonlyMap<string, string>): string {
  return [...byAddress.keys()].map((address) => `${address}\n`).join('');
}

function pageOf(path: string | undefined, papers: Papers): string {
  if (path === undefined) return indexPage(papers);
  const up = '../'.repeat(addressOf(path).split('/').length - 1);
  return framed({
    title: `${titleOf(path, papers.get(path) ?? '')} · Assent`,
    navigation: `<a href="${up}../">Assent</a><a href="${up || './'}">All papers</a>`,
    main: paperHtml(path, papers),
  });
}

function indexPage(papers: Papers): string {
  const [decisions, others] = [true, false].map((isDecision) =>
    [...papers]
      .filter(([path]) => path.startsWith('docs/adr/') === isDecision)
      .map(([path, text]) => {
        const address = escaped(addressOf(path));
        return `<li><a href="${address}">${escaped(titleOf(path, text))}</a></li>\n`;
      })
      .join(''),
  );
  return framed({
    title: 'Papers · Assent',
    navigation: '<a href="../">Assent</a>',
    main: `<h1>Papers</h1>
<ul>
${others}</ul>
<h2>Why it is as it is</h2>
<ul>
${decisions}</ul>
`,
  });
}
