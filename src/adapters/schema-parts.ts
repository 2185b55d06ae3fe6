/** A text in every language. */
export const text = {
  type: 'object',
  required: ['en', 'es'],
  additionalProperties: false,
  properties: { en: { type: 'string', minLength: 1 }, es: { type: 'string', minLength: 1 } },
} as const;

const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;

/** Dates from and to. */
export const span = {
  type: 'object',
  required: ['from'],
  additionalProperties: false,
  properties: { from: date, to: date },
} as const;

/** A code of a system. */
export const code = {
  type: 'object',
  required: ['system', 'code'],
  additionalProperties: false,
  properties: {
    system: { type: 'string' },
    code: { type: 'string' },
    display: { type: 'string' },
  },
} as const;

/** One text or more. */
export const strings = { type: 'array', items: { type: 'string' }, minItems: 1 } as const;

/** Codes by system. */
export const codesBySystem = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['system', 'codes'],
    additionalProperties: false,
    properties: { system: { type: 'string' }, codes: strings },
  },
} as const;
