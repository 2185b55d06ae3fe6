import { describe, expect, test } from 'vitest';
import type { Provider } from '../../../../src/domain/provider/provider.ts';
import type { RequestedOrder } from '../../../../src/domain/review/review-request.ts';
import type { RequestWords } from '../../../../src/domain/review/written.ts';
import { npi, provider } from '../asked.ts';
import { decided, outcome, patient } from '../decided.ts';

/** Goal: papers and orders are of kinds that are known, and papers are called what they are. */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const plain: RequestedOrder = {
  ...{ kind: 'DeviceRequest', codes: [{ system: HCPCS, code: 'E1390' }], status: 'active' },
  ...{ intent: 'order', isOfPatient: true },
};

describe('papers and kinds of orders', () => {
  const loinc = (code: string) => [{ codes: [{ system: 'http://loinc.org', code }], texts: [] }];
  const ofOther = (...texts: string[]) => [{ codes: [{ system: 'urn:x', code: 'DENIAL' }], texts }];
  const kindWords = 'papers: a document that was sent along is of a kind that only a person reads';
  const titleWords =
    'papers: the title of a document that was sent along says more than what the document is';
  test.each<[string, RequestWords, string]>([
    ['nothing', { papers: [] }, 'approved'],
    ['a note', { papers: ['Progress note'], paperKinds: loinc('11506-3') }, 'approved'],
    ['a certificate of death', { paperKinds: loinc('64297-5') }, kindWords],
    ['a title with a value', { papers: ['Progress note', 'SpO2 97 %'] }, titleWords],
    ['names of the request', { papers: ['Note of G F, E1390, P'] }, 'approved'],
    ['what the plan is called, and the member', { papers: ['Plan M1 note'] }, 'approved'],
    ['nothing of a name that is not told', { papers: ['mutated note'] }, titleWords],
    ['another name', { papers: ['Note of G Other'] }, titleWords],
    ['signs in place of words', { paperKinds: ofOther('-') }, kindWords],
    ['no words', { paperKinds: ofOther() }, kindWords],
    ['words of a paper', { paperKinds: ofOther('Note') }, 'approved'],
    ['another service', { papers: ['Order E0439'] }, titleWords],
  ])('%s', (_, { papers, ...kinds }, expected) => {
    // What is kept of a request is known by its list: each run has its own.
    const written = papers === undefined ? kinds : { ...kinds, papers: [...papers] };
    expect(outcome({}, { request: { written } })).toBe(expected);
  });

  test('each title is read once, however many lines ask', () => {
    let reads = 0;
    const papers = ['Progress note', 'Office note'];
    const counted = new Proxy(papers, {
      get: (list, name) => {
        if (name === '1') reads += 1;
        return Reflect.get(list, name);
      },
    });
    const { request } = decided({}).reviewCase;
    const lines = [1, 2, 3].flatMap((sequence) =>
      request.lines.map((line) => ({ ...line, sequence })),
    );
    outcome({}, { request: { lines, written: { papers: counted } } });
    // Once for what takes a request back, once for what is more than a title.
    expect(reads).toBe(2);
  });

  test('a request that is decided again is held to the records of that time', () => {
    const papers = ['Note of Far Lung Clinic'];
    const of = (providers: readonly Provider[]): string =>
      outcome({}, { request: { written: { papers } }, found: { providers } });
    const clinic = { ...provider('p', [npi('9000000015')]), name: 'Far Lung Clinic' };
    expect(of([clinic])).toBe('approved');
    expect(of([{ ...clinic, name: 'P' }])).toBe(titleWords);
  });

  test('names of the patient vouch as our record has them alone', () => {
    const of = (title: string, changes: Partial<typeof patient> & { readonly suffix?: string }) => {
      const written = { papers: [title] };
      return outcome({}, { request: { written, patient: { ...patient, ...changes } } });
    };
    expect(of('Hospice admission.pdf', { suffix: 'hospice admission' })).toContain(titleWords);
    expect(of('Note of G Weaned', { given: ['G', 'Weaned'] })).toContain(titleWords);
    expect(of('Note of G F', { given: ['g'] })).not.toContain(titleWords);
  });

  test('words in place of a code vouch for nothing', () => {
    const diagnoses = [{ sequence: 1, codes: [{ system: 'urn:x', code: 'weaned' }] }];
    const written = { papers: ['weaned'] };
    expect(outcome({}, { request: { written, diagnoses } })).toContain(titleWords);
  });

  const snomed = (code: string, ...texts: string[]) => ({
    codes: [{ system: 'http://snomed.info/sct', code }],
    texts,
  });
  const category = 'words: the order is of a kind that the review is not made for';
  test.each([
    ['of a kind that is listed', snomed('386053000'), 'approved'],
    ['called as such', snomed('386053000', 'Durable Medical Equipment'), 'approved'],
    ['of another kind', snomed('385763009'), category],
    ['called otherwise', { codes: [], texts: ['Hospice care'] }, category],
    ['of a listed kind that is called otherwise', snomed('386053000', 'Hospice care'), category],
  ])('an order %s', (_, one, expected) => {
    expect(outcome({ requestedOrder: { ...plain, categories: [one] } })).toBe(expected);
  });
});
