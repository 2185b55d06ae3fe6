import { clock, label, limits, modifier, related, scope } from './limits-schema.ts';
import { code, codesBySystem, span, strings, text } from './schema-parts.ts';

/** JSON schemas of the rulebook's files; a typo is found when the rulebook is loaded. */
const range = { system: { type: 'string' }, codes: strings, prefixes: strings } as const;
const ranges = { type: 'object', required: ['system'], additionalProperties: false } as const;
const codeRanges = {
  type: 'array',
  minItems: 1,
  items: { ...ranges, properties: range },
} as const;

const listedCodes = {
  type: 'array',
  minItems: 1,
  items: { ...ranges, properties: { ...range, above: { type: 'string', pattern: '^\\d+$' } } },
} as const;

const amountByUnit = {
  type: 'object',
  additionalProperties: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
} as const;
const qualifiers = {
  type: 'array',
  minItems: 1,
  items: { ...ranges, properties: { ...range, unless: amountByUnit } },
} as const;

const comparison = {
  type: 'object',
  required: ['fact', 'operator'],
  additionalProperties: false,
  properties: {
    fact: { type: 'string' },
    operator: { enum: ['<=', '<', '>=', '>', '=', 'is', 'in'] },
    amount: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
    unit: { type: 'string' },
    value: { type: 'boolean' },
    codes: codeRanges,
    settledBy: { type: 'string' },
  },
  oneOf: [
    {
      required: ['amount', 'unit'],
      properties: { operator: { enum: ['<=', '<', '>=', '>', '='] } },
    },
    { required: ['value'], properties: { operator: { const: 'is' } } },
    { required: ['codes'], properties: { operator: { const: 'in' } } },
  ],
} as const;

const criteria = { type: 'array', minItems: 1, items: { $ref: '#/$defs/criterion' } } as const;

const criterion = {
  type: 'object',
  required: ['id', 'text'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[A-Z0-9-]+$' },
    text,
    compare: comparison,
    all: criteria,
    any: criteria,
    atLeast: {
      type: 'object',
      required: ['count', 'of'],
      additionalProperties: false,
      properties: { count: { type: 'integer', minimum: 1 }, of: criteria },
    },
  },
  oneOf: [
    { required: ['compare'] },
    { required: ['all'] },
    { required: ['any'] },
    { required: ['atLeast'] },
  ],
} as const;

const document = {
  type: 'object',
  required: ['document', 'reportType', 'settles', 'question'],
  additionalProperties: false,
  properties: { document: code, reportType: code, settles: strings, question: text },
} as const;

const policy = {
  $defs: { criterion },
  type: 'object',
  required: [
    'id',
    'version',
    'effective',
    'title',
    'linesOfBusiness',
    'services',
    'criteria',
  ].concat(['outcome', 'documents', 'limits', 'scope', 'citation']),
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[A-Z0-9-]+$' },
    version: { type: 'string', pattern: '^\\d{4}\\.\\d+$' },
    effective: span,
    title: text,
    linesOfBusiness: strings,
    services: codesBySystem,
    criteria: { $ref: '#/$defs/criterion' },
    outcome: {
      type: 'object',
      required: ['met', 'notMet', 'unknown'],
      additionalProperties: false,
      properties: {
        met: { enum: ['approve', 'clinical-review'] },
        notMet: { const: 'clinical-review' },
        unknown: { enum: ['request-information', 'clinical-review'] },
      },
    },
    documents: { type: 'array', items: document },
    limits,
    scope,
    citation: text,
  },
} as const;

const decimal = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' } as const;

/** What can be measured at all, and what may stand beside it, is said of every quantity. */
const ofResults = ['codes', 'understood', 'others', 'told', 'contradictedBy', 'notBy'] as const;
const quantityMembers = ['unit', 'plausible', ...ofResults] as const;

const extractor = {
  type: 'object',
  required: ['resource', 'path', 'value'],
  additionalProperties: false,
  properties: {
    resource: { type: 'string' },
    path: { type: 'string' },
    value: { type: 'string', pattern: '^[a-z][A-Za-z]*$' },
  },
} as const;

/** What diseases are called: words and further codes by the names of lists. */
const diseaseName = {
  type: 'object',
  required: ['codes', 'words', 'also'],
  additionalProperties: false,
  properties: { codes: codeRanges, words: strings, also: strings },
} as const;

/** Lists of words and of codes by their names. */
const namedLists = {
  type: 'object',
  required: ['words', 'codes'],
  additionalProperties: false,
  properties: { words: strings, codes: strings },
} as const;

const interpretation = {
  ...ranges,
  required: ['system', 'codes', 'words'],
  properties: { ...range, words: strings, from: decimal, to: decimal },
} as const;

const fact = {
  type: 'object',
  required: ['id', 'question', 'type', 'extractors', 'choose', 'source'],
  additionalProperties: false,
  if: { properties: { type: { const: 'quantity' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: quantityMembers },
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9-]+$' },
    question: text,
    type: { enum: ['quantity', 'boolean', 'codes', 'date'] },
    unit: { type: 'string' },
    unitFactors: amountByUnit,
    unitNames: { type: 'object', additionalProperties: strings },
    plausible: {
      type: 'object',
      required: ['from', 'to'],
      additionalProperties: false,
      properties: { from: decimal, to: decimal },
    },
    codes: codeRanges,
    akin: {
      type: 'object',
      required: ['codes', 'words'],
      additionalProperties: false,
      properties: { codes: codeRanges, words: strings },
    },
    qualifiedBy: qualifiers,
    qualifierNames: strings,
    harmless: strings,
    notBy: namedLists,
    notWith: strings,
    over: {
      type: 'object',
      required: ['codes', 'days'],
      additionalProperties: false,
      properties: { codes: codeRanges, days: { type: 'integer', minimum: 1 } },
    },
    visits: strings,
    interpretations: { type: 'array', minItems: 1, items: interpretation },
    heads: strings,
    others: {
      type: 'object',
      required: ['understood', 'told'],
      additionalProperties: false,
      properties: { understood: strings, told: strings },
    },
    told: strings,
    samples: codeRanges,
    sites: codeRanges,
    otherwise: {
      type: 'object',
      required: ['codes', 'but'],
      additionalProperties: false,
      properties: { codes: codeRanges, but: codeRanges },
    },
    headings: codeRanges,
    names: { type: 'array', minItems: 1, items: diseaseName },
    understood: strings,
    contradictedBy: strings,
    endedBy: strings,
    extractors: { type: 'array', minItems: 1, items: extractor },
    longestMinutes: { type: 'integer', minimum: 1 },
    recencyDays: { type: 'integer', minimum: 1 },
    choose: { enum: ['latest', 'lowest', 'highest', 'any-true', 'all'] },
    source: { enum: ['bundle', 'questionnaire', 'payer-record'] },
  },
} as const;

const requirement = {
  type: 'object',
  required: ['linesOfBusiness', 'services', 'requirement', 'effective'],
  additionalProperties: false,
  if: { properties: { requirement: { const: 'none' } } },
  else: { not: { required: ['scope'] } },
  properties: {
    linesOfBusiness: strings,
    services: codesBySystem,
    requirement: { enum: ['required', 'recommended', 'none'] },
    policy: { type: 'string' },
    scope,
    effective: span,
  },
} as const;

const reason = {
  type: 'object',
  required: ['id', 'code', 'text'],
  additionalProperties: false,
  properties: {
    id: {
      enum: [
        ...['information-missing', 'clinical-review', 'administrative-review'],
        ...['code-unknown', 'not-required'],
      ],
    },
    code,
    text,
  },
} as const;

const refusal = {
  type: 'object',
  required: ['kind', 'rejectReason', 'followUp', 'element', 'text'],
  additionalProperties: false,
  properties: {
    kind: { type: 'string' },
    rejectReason: { type: 'string' },
    followUp: { type: 'string' },
    element: { type: 'string' },
    text,
  },
} as const;

const list = <Item extends object>(items: Item) => ({ type: 'array', items }) as const;

/** The schema of each kind of file in the rulebook's folder. */
export const rulebookSchemas = {
  policy,
  facts: list(fact),
  requirements: list(requirement),
  labels: list(label),
  modifiers: list(modifier),
  related: list(related),
  clocks: list(clock),
  reasons: list(reason),
  refusals: list(refusal),
  words: { type: 'object', additionalProperties: strings },
  codes: { type: 'object', additionalProperties: listedCodes },
  disclaimers: { type: 'object', additionalProperties: text },
} as const;
