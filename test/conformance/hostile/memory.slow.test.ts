import { expect, test } from 'vitest';
import { createValidator } from '../../../src/fhir/validate/validator.ts';
import { garbageCollector } from './collect-garbage.ts';
import { judgeResource, openFacts } from './judge-bytes.ts';
import { growthBy, namingClients } from './naming-clients.ts';

/** 4,500 names kept would be more than 1 MB; noise is below 0.2 MB. */
const MEGABYTES_MAX = 0.75;

const collect = garbageCollector();
const validator = createValidator(openFacts());

/** Goal: nothing that a client names is remembered without limit. */
test.each(namingClients)('ever new names leave no trace: $name', (client) => {
  const growth = growthBy(client, validator, { warmUp: 40, rounds: 15, names: 300, collect });
  expect(growth / 1e6).toBeLessThan(MEGABYTES_MAX);
});

test('sets of known profiles do not make states without end', () => {
  const client = namingClients.find(({ name }) => name === 'sets of known profiles');
  for (let first = 0; first < 100; first += 1) {
    judgeResource(validator, client?.send(first * 13, 1) ?? {});
  }
  const before = validator.states.size;
  for (let first = 100; first < 300; first += 1) {
    judgeResource(validator, client?.send(first * 13, 1) ?? {});
  }
  expect(validator.states.size - before).toBeLessThan(1000);
});
