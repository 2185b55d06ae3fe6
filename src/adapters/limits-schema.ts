import { codesBySystem, span, strings, text } from './schema-parts.ts';

const approvalPeriod = {
  type: 'object',
  required: ['period'],
  additionalProperties: false,
  properties: {
    criterion: { type: 'string' },
    period: { type: 'string', pattern: '^P\\d+[DM]$' },
  },
} as const;

const quantityLimit = {
  type: 'object',
  required: ['services', 'max', 'isWhole', 'units'],
  additionalProperties: false,
  properties: {
    services: codesBySystem,
    max: { type: 'string', pattern: '^[1-9]\\d{0,5}(\\.\\d{1,3})?$' },
    isWhole: { type: 'boolean' },
    units: {
      type: 'array',
      items: {
        type: 'object',
        required: ['codes'],
        additionalProperties: false,
        properties: { system: { type: 'string' }, codes: strings },
      },
    },
    every: { type: 'string', pattern: '^P\\d+[DM]$' },
  },
} as const;

/** How much and how long a policy grants. */
export const limits = {
  type: 'object',
  required: ['approvalPeriods', 'quantities'],
  additionalProperties: false,
  properties: {
    approvalPeriods: { type: 'array', items: approvalPeriod },
    quantities: { type: 'array', items: quantityLimit },
  },
} as const;

const prefixes = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } as const;

/** Codes of systems, each of them or by their beginnings. */
const codeRanges = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['system'],
    additionalProperties: false,
    properties: { system: { type: 'string' }, codes: strings, prefixes },
  },
} as const;

/** What a policy was made for. */
export const scope = {
  type: 'object',
  required: ['places', 'categories', 'requestTypes', 'described'],
  additionalProperties: false,
  properties: {
    places: codesBySystem,
    categories: codesBySystem,
    requestTypes: codesBySystem,
    amountMax: { type: 'string', pattern: '^[1-9]\\d{0,3}$' },
    described: {
      type: 'array',
      items: {
        type: 'object',
        required: ['services', 'words', 'unlike'],
        additionalProperties: false,
        properties: { services: codesBySystem, words: strings, unlike: strings },
      },
    },
    unlikely: {
      type: 'array',
      items: {
        type: 'object',
        required: ['services', 'diagnoses'],
        additionalProperties: false,
        properties: { services: codesBySystem, diagnoses: codeRanges },
      },
    },
  },
} as const;

/** What modifiers of procedure codes do. */
export const modifier = {
  type: 'object',
  required: ['codes', 'service', 'review', 'title'],
  additionalProperties: false,
  properties: {
    codes: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', pattern: '^[A-Z0-9]{2}$' },
    },
    service: { enum: ['same', 'other'] },
    review: { enum: ['automatic', 'person'] },
    isExclusive: { type: 'boolean' },
    excludes: { type: 'array', items: { type: 'string', pattern: '^[A-Z0-9]{2}$' } },
    unlikeCategories: codesBySystem,
    isOfOwned: { const: true },
    title: text,
  },
} as const;

const when = { enum: ['same-days', 'still-open'] } as const;

/** Services that tell on one another; those that prefixes name have others named beside them. */
export const related = {
  type: 'object',
  required: ['id', 'when', 'services', 'words', 'source'],
  additionalProperties: false,
  anyOf: [{ required: ['beside'] }, { properties: { services: codesBySystem } }],
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9-]+$' },
    when: { type: 'array', minItems: 1, uniqueItems: true, items: when },
    services: codeRanges,
    beside: codesBySystem,
    besideCategories: codesBySystem,
    words: text,
    source: { type: 'string', minLength: 1 },
  },
} as const;

/** The words that may stand beside codes. */
export const label = {
  type: 'object',
  required: ['system', 'codes', 'words'],
  additionalProperties: false,
  properties: { system: { type: 'string' }, codes: strings, words: strings },
} as const;

/** By when a decision is due. */
export const clock = {
  type: 'object',
  required: ['id', 'linesOfBusiness', 'kinds', 'pace', 'limit', 'source', 'effective'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    linesOfBusiness: strings,
    kinds: {
      type: 'array',
      minItems: 1,
      items: {
        enum: ['prior-authorization', 'recommended-clinical', 'concurrent', 'post-service'],
      },
    },
    pace: { enum: ['standard', 'expedited'] },
    limit: {
      type: 'object',
      required: ['amount', 'unit'],
      additionalProperties: false,
      properties: {
        amount: { type: 'integer', minimum: 1 },
        unit: { enum: ['hour', 'calendar-day'] },
      },
    },
    source: { type: 'string' },
    effective: span,
  },
} as const;
