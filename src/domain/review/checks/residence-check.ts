import { keptWith } from '../../../kept-with.ts';
import type { LocalizedText } from '../../code.ts';
import { holdsPhrase, isMadeOf } from '../../policy/phrases.ts';
import type { Rulebook } from '../../policy/rulebook.ts';
import type { ResidenceAsSent } from '../written.ts';
import { type Check, passed, unclear } from './check.ts';

/**
 * The patient lives at home, and in the country in which services are authorized: a prison, a
 * nursing facility or an address abroad is for a person.
 * Source: 42 CFR 411.4(b), 411.9, 422.50(a)(3); SSA 1861(n).
 */
export const residenceCheck: Check = ({ request, rulebook }) => {
  const told = request.written?.residence;
  if (told === undefined) return passed('residence', 'not told');
  const place = kept(told, () => placeOf(told, rulebook));
  return place === 'at home'
    ? passed('residence', place)
    : unclear('residence', place, words[place]);
};

type Place = 'at home' | 'abroad' | 'not at home';

/** Of a request: read once, however many lines it has. */
const kept = keptWith<ResidenceAsSent, Place>();

function placeOf(told: ResidenceAsSent, { residence }: Rulebook): Place {
  const { countries, texts, isLong } = told;
  if (!countries.every((country) => isMadeOf(country, residence.countries))) return 'abroad';
  const isElsewhere = texts.some((text) => holdsPhrase(text, residence.noHome));
  return isElsewhere || isLong === true ? 'not at home' : 'at home';
}

const words: Readonly<Record<Exclude<Place, 'at home'>, LocalizedText>> = {
  abroad: {
    en: 'the patient has an address in another country',
    es: 'el paciente tiene una dirección en otro país',
  },
  'not at home': {
    en: 'the patient may live in a facility or be held in custody',
    es: 'el paciente podría vivir en una institución o estar bajo custodia',
  },
};
