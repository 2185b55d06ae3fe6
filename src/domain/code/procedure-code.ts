import type { Code } from '../code.ts';

/** A code system of services, and what its codes look like. */
interface ProcedureSystem {
  readonly url: string;
  readonly name: string;
  readonly form: RegExp;
}

/**
 * The code systems of services that we can tell by their form. Source: HCPCS Level II (a letter
 * and four digits), CPT (five digits, or four and the letter of a category), ICD-10-PCS (seven
 * characters without I and O), ICD-9-CM procedures, NDC (ten or eleven digits).
 */
const SYSTEMS: readonly ProcedureSystem[] = [
  {
    url: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    name: 'HCPCS',
    form: /^[A-EGHJ-MP-V]\d{4}$/u,
  },
  { url: 'http://www.ama-assn.org/go/cpt', name: 'CPT', form: /^\d{4}[\dAFMTU]$/u },
  {
    url: 'http://www.cms.gov/Medicare/Coding/ICD10',
    name: 'ICD-10-PCS',
    form: /^[0-9B-DF-HX][0-9A-HJ-NP-Z]{6}$/u,
  },
  {
    url: 'http://terminology.hl7.org/CodeSystem/icd9cm',
    name: 'ICD-9-CM',
    form: /^\d{2}(?:\.\d{1,2})?$/u,
  },
  {
    url: 'http://hl7.org/fhir/sid/ndc',
    name: 'NDC',
    form: /^(?:\d{10,11}|\d{4}-\d{4}-\d{2}|\d{5}-\d{3,4}-\d{2}|\d{5}-\d{4}-\d)$/u,
  },
];

const GLUED = /^([A-Z]\d{4}|\d{4}[\dAFMTU])((?:[A-Z0-9]{2})+)$/u;

/** The systems whose codes are written together with modifiers of two characters. */
const WITH_MODIFIERS: ReadonlySet<string> = new Set(['HCPCS', 'CPT']);

/** The name of a code system of services; undefined for a system that we can't tell. */
export function procedureSystemName(system: string): string | undefined {
  return SYSTEMS.find(({ url }) => url === system)?.name;
}

/**
 * The codes that name a service: all but those of the sender's own systems, which translate the
 * others; what is written as codes of HCPCS and CPT are names a service by any system. Alone, a
 * sender's own codes are all.
 */
export function procedureCodesIn(codes: readonly Code[]): readonly Code[] {
  if (codes.length < 2) return codes;
  const found = codes.filter(
    ({ isOwn, code }) =>
      isOwn !== true ||
      SYSTEMS.some(({ name, form }) => WITH_MODIFIERS.has(name) && form.test(foldedCode(code))),
  );
  return found.length === 0 ? codes : found;
}

/** The same code, where both systems are ones of services also of the same system. */
export function isSameCode(one: Code, other: Code): boolean {
  const isKnown = [one, other].every(({ system }) => procedureSystemName(system) !== undefined);
  return one.code === other.code && (!isKnown || one.system === other.system);
}

/** What is wrong with the form of a code in its system. */
export type FormFault =
  /** It is written as the codes of another system are. */
  | { readonly kind: 'other-system'; readonly system: string; readonly other: string }
  /** Modifiers stand behind it. */
  | { readonly kind: 'modifiers'; readonly system: string; readonly code: string }
  /** Small or wide letters, spaces, or signs that can't be seen. */
  | { readonly kind: 'spelling'; readonly system: string; readonly code: string }
  | { readonly kind: 'form'; readonly system: string };

/** What is wrong with the form of a code; undefined for nothing, or a system without a form. */
export function formFault({ system, code }: Code): FormFault | undefined {
  const known = SYSTEMS.find(({ url }) => url === system);
  if (known === undefined || known.form.test(code)) return undefined;
  const { name } = known;
  const folded = foldedCode(code);
  if (known.form.test(folded)) return { kind: 'spelling', system: name, code: folded };
  const [bare] = withoutModifiers({ system, code });
  if (bare !== folded) return { kind: 'modifiers', system: name, code: bare };
  const other = SYSTEMS.find(({ form }) => form.test(code));
  if (other === undefined) return { kind: 'form', system: name };
  return { kind: 'other-system', system: name, other: other.name };
}

/** A code in capital letters of one width, without spaces, hyphens and signs that can't be seen. */
export function foldedCode(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** A code, folded, and the modifiers that were written behind it: E1390RR -> E1390, RR. */
export function withoutModifiers({ system, code }: Code): readonly [string, ...string[]] {
  const folded = foldedCode(code);
  const isWritten = WITH_MODIFIERS.has(procedureSystemName(system) ?? '');
  const parts = isWritten ? GLUED.exec(folded) : null;
  const [, bare, tail] = parts ?? [];
  if (bare === undefined || tail === undefined) return [folded];
  return [bare, ...(tail.match(/../gu) ?? [])];
}

/** A code as it is shown in a text: short, and nothing in it that can't be seen. */
export function shownCode({ code }: Pick<Code, 'code'>): string {
  const shown = code
    .slice(0, SHOWN_MAX)
    .replace(/[^\x21-\x7e]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
  return code.length > SHOWN_MAX ? `${shown}…` : shown;
}

/** Longer than any code of the systems above. */
const SHOWN_MAX = 24;
