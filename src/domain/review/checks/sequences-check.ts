import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';
import { listed } from './listed.ts';

interface Pointer {
  readonly name: LocalizedText;
  readonly named: readonly number[];
  readonly known: readonly { readonly sequence: number }[];
}

/**
 * The diagnoses, the people and the information that a line names by their numbers are there, each
 * number once: what it was meant to rest on is otherwise not known.
 */
export function sequencesCheck({ request, plan: { line } }: CheckContext): CheckTrace {
  const pointers: readonly Pointer[] = [
    {
      name: { en: 'diagnosis', es: 'el diagnóstico' },
      named: line.diagnosisSequences,
      known: request.diagnoses,
    },
    {
      name: { en: 'care team member', es: 'el miembro del equipo' },
      named: line.careTeamSequences,
      known: request.careTeam,
    },
    {
      name: { en: 'information', es: 'la información' },
      named: line.supportingSequences,
      known: request.supportingItems,
    },
  ];
  const faults = pointers.flatMap(faultsOf);
  if (faults.length === 0) return passed('sequences', 'each leads to one entry');
  const words = {
    en: listed(faults.map(({ en }) => en)),
    es: listed(faults.map(({ es }) => es)),
  };
  return unclear('sequences', words.en, words);
}

function faultsOf({ name, named, known }: Pointer): readonly LocalizedText[] {
  return [...new Set(named)].flatMap((sequence): readonly LocalizedText[] => {
    const { length } = known.filter((one) => one.sequence === sequence);
    if (length === 1) return [];
    const [en, es] =
      length === 0 ? ['has none', 'no lo tiene'] : ['has several', 'lo tiene varias veces'];
    return [
      {
        en: `the line names ${name.en} ${sequence}, of which the request ${en}`,
        es: `la línea nombra ${name.es} ${sequence}, y la solicitud ${es}`,
      },
    ];
  });
}
