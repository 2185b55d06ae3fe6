import type { LocalizedText } from '../../code.ts';
import { holdsPhrase, isMadeOf } from '../../policy/phrases.ts';
import { type Check, passed, unclear } from './check.ts';

/**
 * The patient lives at home, and in the country in which services are authorized: a prison, a
 * nursing facility or an address abroad is for a person.
 * Source: 42 CFR 411.4(b), 411.9, 422.50(a)(3); SSA 1861(n).
 */
export const residenceCheck: Check = ({ request, rulebook: { residence } }) => {
  const { countries, texts } = request.written?.residence ?? nowhere;
  if (!countries.every((country) => isMadeOf(country, residence.countries))) {
    return unclear('residence', 'abroad', abroad);
  }
  const isElsewhere = texts.some(
    (text) => text.length > TEXT_MAX || holdsPhrase(text, residence.noHome),
  );
  if (isElsewhere) return unclear('residence', 'not at home', noHome);
  return passed('residence', countries.length + texts.length === 0 ? 'not told' : 'at home');
};

const nowhere = { countries: [], texts: [] };

/** Longer texts are for people. */
const TEXT_MAX = 1000;

const abroad: LocalizedText = {
  en: 'the patient has an address in another country',
  es: 'el paciente tiene una dirección en otro país',
};
const noHome: LocalizedText = {
  en: 'the patient may live in a facility or be held in custody',
  es: 'el paciente podría vivir en una institución o estar bajo custodia',
};
