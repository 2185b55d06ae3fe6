import { keptWith } from '../../../kept-with.ts';
import type { LocalizedText } from '../../code.ts';
import { areOfKnownKind, type KindAsSent } from '../../policy/kinds.ts';
import { holdsPhrase } from '../../policy/phrases.ts';
import type { CodeRange } from '../../policy/policy.ts';
import { isTitleTold } from '../../policy/titles.ts';
import type { ReviewRequest } from '../review-request.ts';
import type { Found } from '../standing.ts';
import { type Check, type CheckContext, passed, unclear } from './check.ts';

/**
 * What is written on papers, or beside them, takes nothing back, doubts nothing, and is made of
 * what papers are called and of the names and codes of the request; each paper is of a kind that
 * is known. What papers hold is for people.
 */
export const papersCheck: Check = (context) => {
  const { papers = none, arePapersLong, paperKinds = noKinds } = context.request.written ?? {};
  const { doubts, papers: known } = context.rulebook;
  if (arePapersLong === true || isDoubtful(papers, doubts)) {
    return unclear('papers', 'the words on a paper', doubtful);
  }
  if (!areKnown(paperKinds, known.codes)) {
    return unclear('papers', 'the kind of a paper', ofOtherKind);
  }
  if (!areTold(papers, context)) return unclear('papers', 'the name of a paper', untold);
  return passed('papers', 'no doubts');
};

const none: readonly string[] = [];
const noKinds: readonly KindAsSent[] = [];

const keptKinds = keptWith<readonly KindAsSent[], boolean>();

function areKnown(kinds: readonly KindAsSent[], known: readonly CodeRange[]): boolean {
  return keptKinds(kinds, () => kinds.every((kind) => areOfKnownKind(kind, known)));
}

/** Of a request: read once, however many lines it has. */
const kept = keptWith<readonly string[], boolean>();

function isDoubtful(papers: readonly string[], doubts: readonly string[]): boolean {
  return kept(papers, () => papers.some((text) => holdsPhrase(text, doubts)));
}

/** Of what was found for a request: our records vouch for names. */
const keptTold = keptWith<Found, boolean>();

function areTold(papers: readonly string[], { request, found, rulebook }: CheckContext): boolean {
  if (papers.length === 0) return true;
  return keptTold(found, () => {
    const tellable = { texts: namesOf(request, found), amounts: none };
    return papers.every((text) => isTitleTold(text, tellable, rulebook.papers.words));
  });
}

/** Codes as they are formed; words in place of one would vouch for any title that repeats them. */
const CODE = /^(?:[A-Z]?\d{4,5}|[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?)$/u;

/** Who is named in a request, as our records and not as the request calls them, and its codes. */
function namesOf({ lines, diagnoses }: ReviewRequest, found: Found): readonly string[] {
  const codes = [
    ...lines.flatMap(({ service }) => service),
    ...diagnoses.flatMap((one) => one.codes),
  ].map(({ code }) => code);
  return [
    ...[...found.memberNames, found.plan.name, found.standing.memberId],
    ...found.providers.map(({ name }) => name),
    ...codes.filter((code) => CODE.test(code)),
  ];
}

const doubtful: LocalizedText = {
  en: 'what is written on a document that was sent along may take the request back or limit it',
  es: 'lo que está escrito en un documento adjunto podría anular o limitar la solicitud',
};
const ofOtherKind: LocalizedText = {
  en: 'a document that was sent along is of a kind that only a person reads',
  es: 'un documento adjunto es de una clase que solo lee una persona',
};
const untold: LocalizedText = {
  en: 'the title of a document that was sent along says more than what the document is',
  es: 'el título de un documento adjunto dice más que lo que es el documento',
};
