import type { LocalizedText } from '../../code.ts';
import type { MemberDoubt } from '../../member/member-doubt.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** The request's identifiers and what it says of the person lead to one member. Digest §4.2. */
export function memberCheck({ found }: CheckContext): CheckTrace {
  const { memberDoubts: doubts, standing } = found;
  const by = `matched by ${standing.matchedBy}`;
  if (doubts.length === 0) return passed('member', by);
  const kinds = [...new Set(doubts.map(({ kind }) => kind))];
  return unclear('member', `${by}; ${doubts.map(detailOf).join('; ')}`, {
    en: kinds.map((kind) => words[kind].en).join('; '),
    es: kinds.map((kind) => words[kind].es).join('; '),
  });
}

/** What is compared is named, never its value. */
function detailOf(doubt: MemberDoubt): string {
  switch (doubt.kind) {
    case 'person':
      return `to be confirmed: ${doubt.traits.join(', ')}`;
    case 'identifier':
      return `the ${doubt.by} leads to nobody`;
    case 'beneficiary':
    case 'subscriber':
      return `${doubt.origin} has another ${doubt.kind}`;
    case 'relationship':
      return `${doubt.origin} has another relationship to the subscriber than our record`;
    default:
      return `our record is ${doubt.kind}`;
  }
}

/** A letter doesn't say what our record has, only what has to be looked at. */
const words: Readonly<Record<MemberDoubt['kind'], LocalizedText>> = {
  person: {
    en: 'whether the patient is the member: name, birth date or sex are missing or differ',
    es: 'si el paciente es el afiliado: faltan o difieren nombre, fecha de nacimiento o sexo',
  },
  identifier: {
    en: 'an identifier of the patient or of the coverage that is not on file',
    es: 'un identificador del paciente o de la cobertura que no está registrado',
  },
  beneficiary: {
    en: 'a coverage that is not of the patient of the request',
    es: 'una cobertura que no es del paciente de la solicitud',
  },
  subscriber: {
    en: 'a coverage whose subscriber is not whom the relationship of the patient says',
    es: 'una cobertura cuyo titular no es quien indica el parentesco del paciente',
  },
  relationship: {
    en: 'the relationship of the patient to the subscriber, which is another on file',
    es: 'el parentesco del paciente con el titular, que es otro en nuestros registros',
  },
  deceased: {
    en: 'the status of the member on file',
    es: 'el estado del afiliado en nuestros registros',
  },
  inactive: {
    en: 'the status of the member on file',
    es: 'el estado del afiliado en nuestros registros',
  },
  replaced: {
    en: 'the status of the member on file',
    es: 'el estado del afiliado en nuestros registros',
  },
};
