import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { endAnswer } from './end-answer.ts';

/** A page for readers. */
export interface Page {
  readonly title: string;
  /** What leads away from the page, above it: HTML. */
  readonly navigation?: string;
  /** What the page says: HTML whose texts are escaped. */
  readonly main: string;
}

const style = `
:root { color-scheme: light dark; --ink: #1b2733; --soft: #51616f; --page: #f7f8fa; --card: #fff;
  --line: #d5dce3; --link: #0b5cad; --shade: #1b273340; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --soft: #a3b1be; --page: #12181f;
  --card: #1a222b; --line: #2f3b47; --link: #7db8f5; --shade: #000000a0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: break-word;
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main, nav { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
nav { padding-top: 1rem; padding-bottom: 0; }
nav a { margin-right: 1.25rem; }
nav, nav + main { max-width: 58rem; }
nav + main { padding-top: 1.5rem; }
nav + main > p, nav + main > ul { max-width: 44rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .7rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p { margin: 0 0 .8rem; }
li { margin: 0 0 .4rem; }
.soft { color: var(--soft); }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { background: var(--link); color: var(--page); text-decoration: none;
  outline: 2px solid transparent; outline-offset: -2px; }
.scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .45rem 1.25rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1.1rem 1.25rem; }
code { font: .88em/1.5 ui-monospace, Menlo, monospace; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 0 0 1rem;
  padding: 1rem 1.25rem; white-space: pre-wrap; font: .85rem/1.6 ui-monospace, Menlo, monospace; }
pre code { font: inherit; }
pre.scroll, pre.scroll code { white-space: pre; overflow-wrap: normal; }
.scroll { overflow-x: auto; margin: 0 0 1rem; background:
  linear-gradient(to right, var(--card) 45%, transparent) left / 2.5rem 100% no-repeat local,
  linear-gradient(to left, var(--card) 45%, transparent) right / 2.5rem 100% no-repeat local,
  linear-gradient(to right, var(--shade), transparent) left / .8rem 100% no-repeat scroll,
  linear-gradient(to left, var(--shade), transparent) right / .8rem 100% no-repeat scroll,
  var(--card); }
table { border-collapse: collapse; min-width: 100%; font-size: .93rem; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left;
  vertical-align: top; min-width: 4.5rem; }
td code { overflow-wrap: normal; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: .1rem; }
  dd { margin-bottom: .6rem; } main { padding-top: 1.5rem; } h1 { font-size: 1.55rem; } }
`;

/** A page's own style is let in by its digest, an icon as a text, and nothing else. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Ends a request with a page. */
export function endPage(request: IncomingMessage, response: Response, html: string): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', policy);
  endAnswer(request, response, html);
}

/** The whole HTML of a page. */
export function framed({ title, navigation, main }: Page): string {
  const nav = navigation === undefined ? '' : `<nav aria-label="Assent">${navigation}</nav>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${nav}<main>
${main}</main>
</body>
</html>
`;
}

/** A text as HTML shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
