import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../../src/fhir/json/json.ts';

/** How a constraint is broken: a value that satisfies it, and the change that breaks it. */
export interface Recipe {
  readonly good?: (value: Json) => Json;
  readonly bad: (value: Json) => Json;
}

/** The value with members set. */
export function and(members: JsonObject): (value: Json) => Json {
  return (value) => ({ ...(isJsonObject(value) ? value : {}), ...members });
}

/** The value without members. */
export function less(...names: readonly string[]): (value: Json) => Json {
  return (value) =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
      : value;
}

/** One change after another. */
export function both(
  first: (value: Json) => Json,
  second: (value: Json) => Json,
): (value: Json) => Json {
  return (value) => second(first(value));
}

/** The value with one of its lists changed. */
export function listed(
  name: string,
  change: (items: readonly Json[]) => readonly Json[],
): (value: Json) => Json {
  return (value) => {
    const items = isJsonObject(value) ? value[name] : undefined;
    return and({ [name]: change(isJsonArray(items) ? items : []) })(value);
  };
}

const inner: JsonObject = { resourceType: 'Basic', id: 'inner', code: { text: 'some text' } };
const refers = [{ url: 'http://example.org/extension', valueReference: { reference: '#inner' } }];

function containing(resource: JsonObject): (value: Json) => Json {
  return and({ contained: [resource], extension: refers });
}

function withContained(change: JsonObject): Recipe {
  return { good: containing(inner), bad: containing({ ...inner, ...change }) };
}

const text = {
  status: 'generated',
  div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>some text</p></div>',
};

const repeat = { count: 2, duration: 3, durationUnit: 'h', period: 1, periodUnit: 'd' };

function timing(change: JsonObject, ...left: readonly string[]): Recipe {
  return { good: and(repeat), bad: both(and(change), less(...left)) };
}

/** Constraints of R4 on its resources and data types. */
export const baseRecipes: Readonly<Record<string, readonly Recipe[]>> = {
  'ext-1': [
    { bad: and({ extension: [{ url: 'http://example.org/extension', valueBoolean: true }] }) },
    { bad: and({ valueBoolean: true }) },
    { bad: (value) => ({ url: isJsonObject(value) ? value.url : '' }) },
  ],
  'dom-2': [withContained({ contained: [{ ...inner, id: 'innermost' }] })],
  'dom-3': [{ bad: and({ contained: [inner] }) }],
  'dom-4': [withContained({ meta: { versionId: '1' } })],
  'dom-5': [
    withContained({ meta: { security: [{ system: 'http://example.org/codes', code: 'a' }] } }),
  ],
  'dom-6': [{ good: and({ text }), bad: less('text') }],
  'pat-1': [
    {
      good: and({ name: { family: 'Doe' } }),
      bad: less('name', 'telecom', 'address', 'organization'),
    },
  ],
  'org-1': [{ bad: less('name', 'identifier') }],
  'org-2': [{ good: and({ use: 'work' }), bad: and({ use: 'home' }) }],
  'org-3': [{ good: and({ use: 'work' }), bad: and({ use: 'home' }) }],
  'nor-1': [{ bad: less('oralDiet', 'supplement', 'enteralFormula') }],
  'prr-1': [{ good: and({ orderDetail: [{ text: 'a' }] }), bad: less('code') }],
  'inv-1': [
    {
      good: and({ authoredOn: '2024-03-01', lastModified: '2024-03-02' }),
      bad: and({ lastModified: '2024-02-01' }),
    },
  ],
  'qty-3': [
    {
      good: and({ system: 'http://unitsofmeasure.org', code: 'd' }),
      bad: less('system'),
    },
  ],
  'sqty-1': [{ bad: and({ comparator: '<' }) }],
  'per-1': [{ bad: and({ start: '2024-03-02', end: '2024-03-01' }) }],
  'att-1': [
    { good: and({ contentType: 'text/plain', data: 'VGV4dA==' }), bad: less('contentType') },
  ],
  'cpt-2': [{ good: and({ system: 'phone', value: '555' }), bad: less('system') }],
  'rng-2': [{ bad: and({ low: { value: 3 }, high: { value: 2 } }) }],
  'rat-1': [{ good: less('extension'), bad: less('numerator') }],
  'ref-1': [{ bad: and({ reference: '#missing' }) }],
  'age-1': [{ bad: and({ code: 'kg' }) }, { bad: less('system') }],
  'cnt-3': [{ bad: and({ code: 'kg' }) }],
  'dis-1': [{ bad: less('code') }, { bad: less('system') }],
  'drt-1': [{ bad: less('code') }, { bad: less('system') }],
  'exp-1': [{ bad: less('expression', 'reference') }],
  'trd-1': [
    {
      good: and({ type: 'data-added', data: [{ type: 'Patient' }] }),
      bad: and({ timingDate: '2024-03-01' }),
    },
  ],
  'trd-2': [
    {
      good: and({
        type: 'data-added',
        data: [{ type: 'Patient' }],
        condition: { language: 'text/fhirpath', expression: 'true' },
      }),
      bad: less('data'),
    },
  ],
  'trd-3': [{ bad: less('name') }],
  'drq-1': [
    {
      good: and({ codeFilter: [{ path: 'code' }] }),
      bad: and({ codeFilter: [{ path: 'code', searchParam: 'code' }] }),
    },
    { good: and({ path: 'code' }), bad: both(less('path'), and({ path: 'a', searchParam: 'b' })) },
  ],
  'drq-2': [
    { good: and({ path: 'code' }), bad: both(less('path'), and({ path: 'a', searchParam: 'b' })) },
  ],
  'txt-1': [{ bad: () => '<div xmlns="http://www.w3.org/1999/xhtml"><script>a</script></div>' }],
  'txt-2': [{ bad: () => '<div xmlns="http://www.w3.org/1999/xhtml"> </div>' }],
  'tim-1': [timing({}, 'durationUnit')],
  'tim-2': [timing({}, 'periodUnit')],
  'tim-4': [timing({ duration: -3 })],
  'tim-5': [timing({ period: -1 })],
  'tim-6': [timing({ periodMax: 2 }, 'period', 'periodUnit')],
  'tim-7': [timing({ durationMax: 2 }, 'duration', 'durationUnit')],
  'tim-8': [timing({ countMax: 3 }, 'count')],
  'tim-9': [timing({ offset: 3 })],
  'tim-10': [timing({ timeOfDay: ['10:00:00'], when: ['MORN'] })],
};
