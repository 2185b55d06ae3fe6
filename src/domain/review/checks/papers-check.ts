import { holdsPhrase } from '../../policy/phrases.ts';
import { type Check, passed, unclear } from './check.ts';

/** What is written on papers, or beside them, takes nothing back and doubts nothing. */
export const papersCheck: Check = ({ request, rulebook: { doubts } }) => {
  const { papers = none, arePapersLong } = request.written ?? {};
  if (arePapersLong !== true && !isDoubtful(papers, doubts)) return passed('papers', 'no doubts');
  return unclear('papers', 'the words on a paper', {
    en: 'what is written on a document that was sent along may take the request back or limit it',
    es: 'lo que está escrito en un documento adjunto podría anular o limitar la solicitud',
  });
};

const none: readonly string[] = [];

/** Of a request: read once, however many lines it has. */
const known = new WeakMap<readonly string[], boolean>();

function isDoubtful(papers: readonly string[], doubts: readonly string[]): boolean {
  const isOpen = known.get(papers) ?? papers.some((text) => holdsPhrase(text, doubts));
  known.set(papers, isOpen);
  return isOpen;
}
