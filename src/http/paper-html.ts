import { posix } from 'node:path';
import { Marked } from 'marked';
import { escaped } from './page-frame.ts';

/** Papers by their paths in the project, `docs/adr/README.md`; Markdown, or plain text. */
export type Papers = ReadonlyMap<string, string>;

/** Where a paper is read, below `/docs/`. */
export function addressOf(path: string): string {
  return path.replace(/^docs\//u, '');
}

/** The first heading of a paper, or its name when it has none. */
export function titleOf(path: string, text: string): string {
  return /^# (.+)$/mu.exec(text)?.[1]?.replaceAll('`', '') ?? posix.basename(path);
}

/**
 * A paper as HTML. Links lead to other papers, or to the web; what they name of the project besides
 * is shown without a link. HTML in a paper is shown as text, but for line breaks.
 */
export function paperHtml(path: string, papers: Papers): string {
  const slugs = new Map<string, number>();
  const marked = new Marked({
    renderer: {
      heading({ depth, tokens }) {
        const html = this.parser.parseInline(tokens);
        return `<h${depth} id="${slugOf(html, slugs)}">${html}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const html = this.parser.parseInline(tokens);
        const target = targetOf(href, path, papers);
        return target === undefined ? html : `<a href="${escaped(target)}">${html}</a>`;
      },
      image: ({ text }) => escaped(text),
      html({ text }) {
        if (/^<br ?\/?>$/u.test(text)) return '<br>';
        return /^<!--[\s\S]*-->\s*$/u.test(text) ? '' : escaped(text);
      },
      code: ({ text, lang }) => codeBlock(text, lang),
    },
  });
  const html = marked.parse(papers.get(path) ?? '', { async: false });
  return html
    .replaceAll(
      '<table>',
      `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>`,
    )
    .replaceAll('</table>', '</table></div>')
    .replace(/<th( align="[a-z]+")?><\/th>/gu, '<td$1></td>');
}

/** Commands and their outputs are wrapped; what is drawn with letters keeps its lines. */
function codeBlock(text: string, language: string | undefined): string {
  const isDrawn = language === undefined || language === '';
  const open = isDrawn ? '<pre class="scroll" tabindex="0">' : '<pre>';
  return `${open}<code>${escaped(text)}</code></pre>\n`;
}

/** The anchor of a heading, as links name it; the second of the same name is `name-1`. */
function slugOf(html: string, slugs: Map<string, number>): string {
  const plain = html.replace(/<[^<>]*>|&[#a-z0-9]+;/gu, '').toLowerCase();
  const slug = plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/gu, '-');
  const before = slugs.get(slug) ?? 0;
  slugs.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}

function targetOf(href: string, from: string, papers: Papers): string | undefined {
  if (href.startsWith('#') || /^https?:\/\//u.test(href)) return href;
  const [file = '', anchor] = href.split('#');
  const path = posix.join(posix.dirname(from), file);
  if (!papers.has(path)) return undefined;
  const to = posix.relative(posix.dirname(addressOf(from)), addressOf(path));
  return anchor === undefined ? to : `${to}#${anchor}`;
}
