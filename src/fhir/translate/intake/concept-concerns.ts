import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { object, objects, text } from '../read/element.ts';
import { extensions, pasExtension } from '../read/extensions.ts';

/**
 * Concepts that say what kind of request this is, and do not say one thing: several codes, codes of
 * other systems, no code at all. Source: X12 1322 (UM02), 1525 (UM01); R4 Claim.type.
 */
export function conceptConcerns({ claim }: RequestBundle): readonly Concern[] {
  const { resource, expression } = claim;
  const found = [
    ...ofElement(resource, expression, kindsOfClaim),
    ...(isPlain([resource.type], CLAIM_TYPES) ? [] : [concern(`${expression}.type`, claimType)]),
  ];
  for (const [index, item] of objects(resource.item).entries()) {
    const lines = typeof item.sequence === 'number' ? [item.sequence] : undefined;
    const concerns = ofElement(item, `${expression}.item[${index}]`, kindsOfItem);
    for (const one of concerns) found.push(present({ ...one, lines }));
  }
  return found;
}

interface ConceptRule {
  /** Of the PAS extension. */
  readonly name: string;
  readonly system: string;
  /** Codes that are taken as they stand; absent: every single one. */
  readonly codes?: readonly string[];
  readonly words: LocalizedText;
}

const CLAIM_TYPES = 'http://terminology.hl7.org/CodeSystem/claim-type';

const certification: ConceptRule = {
  name: 'certificationType',
  system: 'https://codesystem.x12.org/005010/1322',
  codes: ['I'],
  words: {
    en: 'the certification type does not say plainly that the request is an initial one',
    es: 'el tipo de certificación no dice claramente que la solicitud es inicial',
  },
};
const kindsOfClaim = [certification];
const kindsOfItem: readonly ConceptRule[] = [
  certification,
  {
    name: 'serviceItemRequestType',
    system: 'https://codesystem.x12.org/005010/1525',
    words: {
      en: 'the request type of the line does not say one thing',
      es: 'el tipo de solicitud de la línea no dice una sola cosa',
    },
  },
];
const claimType: LocalizedText = {
  en: 'the type of the claim does not say one thing',
  es: 'el tipo de la reclamación no dice una sola cosa',
};

function ofElement(
  element: JsonObject,
  place: string,
  rules: readonly ConceptRule[],
): readonly Concern[] {
  return rules.flatMap((rule) => {
    const given = extensions(element, pasExtension(rule.name));
    if (given.length === 0) return [];
    const concepts = given.map(({ valueCodeableConcept }) => valueCodeableConcept);
    const isUsual = isPlain(concepts, rule.system, rule.codes);
    return isUsual ? [] : [concern(`${place}.extension(${rule.name})`, rule.words)];
  });
}

function concern(origin: string, words: LocalizedText): Concern {
  return { kind: 'modifier', origin, detail: 'not one known code', words };
}

/**
 * True when every concept says one code of the system, and no other. Shape: translations of other
 * systems beside it are nothing but that, unless it has to be one of the codes given.
 */
function isPlain(
  concepts: readonly (Json | undefined)[],
  system: string,
  codes?: readonly string[],
): boolean {
  const said = new Set<string>();
  for (const concept of concepts) {
    const given = objects(object(concept)?.coding);
    const counted = codes === undefined ? given.filter((one) => one.system === system) : given;
    if (counted.length === 0) return false;
    for (const coding of counted) {
      if (coding.system !== system) return false;
      said.add(text(coding.code) ?? '');
    }
  }
  const [only] = said;
  return said.size === 1 && only !== undefined && only !== '' && (codes?.includes(only) ?? true);
}
