import { isJsonObject } from '../src/fhir/json/json.ts';
import { readJson } from '../src/fhir/json/read-json.ts';
import { openFull } from '../test/conformance/hostile/judge-bytes.ts';
import type { Contestant } from './contestant.ts';
import { openAjv } from './rivals/ajv.ts';
import { openMedplum } from './rivals/medplum.ts';
import { openOracle } from './rivals/oracle.ts';

/** Everyone who could be opened, and remarks on those who could not. */
export interface Contestants {
  readonly all: readonly Contestant[];
  readonly notes: readonly string[];
}

/** The first one is what all others are compared with. */
export async function openContestants(oracleUrl: string): Promise<Contestants> {
  const [walk, whole] = await openOwn();
  const medplum = await openMedplum();
  const oracle = oracleUrl === '' ? undefined : await openOracle(oracleUrl);
  const others = oracle === undefined ? [] : [oracle];
  return {
    all: [parser, walk, whole, openAjv(), medplum.contestant, ...others],
    notes: [
      medplum.note,
      ...(oracle === undefined ? ['no oracle (--oracle URL or ASSENT_ORACLE_URL)'] : []),
    ],
  };
}

const parser: Contestant = {
  name: 'JSON.parse',
  prepare: (bytes) => {
    const text = Buffer.from(bytes).toString('utf8');
    return () => JSON.parse(text);
  },
  errors: undefined,
};

async function openOwn(): Promise<readonly [walk: Contestant, whole: Contestant]> {
  const validator = await openFull();
  const validate = (value: unknown): unknown =>
    isJsonObject(value) ? validator.validate(value) : undefined;
  const walk: Contestant = {
    name: 'assent, parsed tree to issues',
    prepare: (bytes) => {
      const { value } = readJson(bytes);
      return () => validate(value);
    },
    errors: async (resource) =>
      validator
        .validate(resource)
        .issues.filter(({ severity }) => severity === 'error')
        .map(({ expression, rule }) => ({ place: expression, what: rule })),
  };
  const whole: Contestant = {
    name: 'assent, bytes to issues',
    prepare: (bytes) => () => validate(readJson(bytes).value),
    errors: undefined,
  };
  return [walk, whole];
}
