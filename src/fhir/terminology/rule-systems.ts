import { codePattern } from './code-pattern.ts';
import type { CodeSystem } from './code-system.ts';
import type { ConceptFilter } from './concept-filter.ts';
import { COUNTRY_CODES } from './country-codes.ts';
import { CURRENCY_CODES } from './currency-codes.ts';
import { languageTag } from './language-tag.ts';
import { mediaType } from './media-type.ts';
import { type CodeRule, intersectionOf, type SystemCodes, systemCodes } from './system-codes.ts';
import { areCommensurable, isUcumUnit } from './ucum.ts';

/** USPS publication 28: states, the district, territories, and the armed forces' three. */
const STATES = `AA AE AK AL AP AR AS AZ CA CO CT DC DE FL FM GA GU HI IA ID IL IN KS KY LA MA MD ME
  MH MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR PW RI SC SD TN TX UM UT VA VI VT WA
  WI WV WY`.split(/\s+/);

/** Code systems that no package carries, because a grammar or a public list decides them. */
export const RULE_SYSTEMS: ReadonlyMap<string, CodeSystem> = new Map([
  ['http://unitsofmeasure.org', byRule((code) => (isUcumUnit(code) ? 'in' : 'out'), unitTest)],
  ['urn:ietf:bcp:47', byRule(languageTag, never)],
  ['urn:ietf:bcp:13', byRule(mediaType, never)],
  ['urn:iso:std:iso:4217', byList(CURRENCY_CODES)],
  ['urn:iso:std:iso:3166', byList(COUNTRY_CODES)],
  ['https://www.usps.com/', byList(STATES)],
]);

type Test = (code: string) => boolean;
type ToTest = (filter: ConceptFilter) => Test | undefined;

function byRule(rule: CodeRule, toTest: ToTest): CodeSystem {
  return filterable(systemCodes([], { rest: rule }), toTest);
}

function byList(codes: readonly string[]): CodeSystem {
  return filterable(systemCodes(codes), patternTest);
}

function filterable(all: SystemCodes, toTest: ToTest): CodeSystem {
  return {
    all,
    selectable: all,
    filter(filters) {
      let codes = all;
      for (const filter of filters) {
        const test = toTest(filter);
        if (test === undefined) return undefined;
        const passing = systemCodes([], { rest: (code) => (test(code) ? 'in' : 'out') });
        codes = intersectionOf(codes, passing);
      }
      return codes;
    },
  };
}

function never(): undefined {
  return undefined;
}

/** UCUM's `canonical`: the unit converts into the one that the filter names. */
function unitTest({ property, op, value }: ConceptFilter): Test | undefined {
  if (property !== 'canonical' || op !== '=') return undefined;
  return (code) => areCommensurable(code, value);
}

function patternTest({ property, op, value }: ConceptFilter): Test | undefined {
  return property === 'code' && op === 'regex' ? codePattern(value) : undefined;
}
