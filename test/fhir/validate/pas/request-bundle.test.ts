import { describe, expect, test } from 'vitest';
import { openFactFiles, readTrain } from '../../../../src/adapters/fact-files.ts';
import { isJsonObject, type JsonObject } from '../../../../src/fhir/json/json.ts';
import { createValidator, type Validator } from '../../../../src/fhir/validate/validator.ts';
import { readExample, readExamples } from '../../../conformance/fixtures/examples.ts';
import { type Tree, type TreeObject, thawObject } from '../../../conformance/mutants/tree.ts';
import { brief } from '../synthetic.ts';

const source = openFactFiles(['profiles', 'dist/profiles'], readTrain('profiles', '2.2'));
const validator = createValidator(source);
const strict = createValidator(source, { missingTarget: 'error' });
const REQUEST = 'Bundle-ReferralAuthorizationBundleExample';
const CLAIM = 'Bundle.entry[0].resource';

function briefsOf(bundle: JsonObject, by: Validator): string[] {
  const { issues } = by.validate(bundle);
  return issues.filter(({ severity }) => severity !== 'information').map(brief);
}

const known = new Set(briefsOf(readExample(REQUEST), validator));

/** The referral request after a change: the issues that it did not have before. */
function judged(change: (bundle: TreeObject) => void, by = validator): string[] {
  const bundle = thawObject(readExample(REQUEST));
  change(bundle);
  return briefsOf(bundle, by).filter((line) => !known.has(line) && !line.endsWith('/dom-6'));
}

function at(node: Tree | undefined, ...path: readonly (string | number)[]): TreeObject {
  let found: Tree | undefined = node;
  for (const step of path) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isJsonObject(found) ? found[step] : undefined;
  }
  if (!isJsonObject(found)) expect.unreachable(`nothing at ${path.join('.')}`);
  return found;
}

function listAt(node: TreeObject, name: string): Tree[] {
  const list = node[name];
  if (!Array.isArray(list)) expect.unreachable(`no list ${name}`);
  return list;
}

function entryOf(bundle: TreeObject, type: string): number {
  return listAt(bundle, 'entry').findIndex(
    (_, index) => at(bundle, 'entry', index, 'resource').resourceType === type,
  );
}

test('the example itself has no error', () => {
  expect([...known].filter((line) => line.startsWith('error'))).toEqual([]);
});

describe('spec-12: the first entry is the Claim', () => {
  test('it comes second', () => {
    const issues = judged((bundle) => {
      const entries = listAt(bundle, 'entry');
      entries.push(...entries.splice(0, 1));
    });
    expect(issues).toContain('error Bundle Bundle/ClaimFirst');
  });
  test('there is none', () => {
    const issues = judged((bundle) => void listAt(bundle, 'entry').splice(0, 1));
    expect(issues.filter((line) => line.startsWith('error'))).not.toEqual([]);
  });
});

describe('spec-13: what the Claim refers to is in the Bundle', () => {
  test.each(['Patient', 'Coverage'])('a missing %s is an error at the reference', (type) => {
    const issues = judged((bundle) => {
      listAt(bundle, 'entry').splice(entryOf(bundle, type), 1);
    });
    const errors = issues.filter((line) => line.startsWith('error'));
    expect(errors).not.toEqual([]);
    for (const line of errors)
      expect(line).toMatch(/^error Bundle\.entry\[0\]\.resource\..* PAS\/spec-13$/);
  });
});

describe('spec-14: each instance stands once', () => {
  test('an entry that stands twice', () => {
    const issues = judged((bundle) => {
      const entries = listAt(bundle, 'entry');
      entries.push(thawObject(at(bundle, 'entry', entries.length - 1)));
    });
    expect(issues).toContain('error Bundle Bundle/bdl-7');
  });
});

describe('spec-16: a fullUrl is a REST URL or urn:uuid', () => {
  const withUrl = (fullUrl: string) =>
    judged((bundle) => {
      listAt(bundle, 'entry').push({
        fullUrl,
        resource: { resourceType: 'Location', id: 'a', name: 'A' },
      });
    });
  test.each([
    'http://example.org/Location/a',
    'https://example.org/a/b/Location/a',
    'urn:uuid:0f3d1a5c-8a3e-4a0e-9d0c-0a1b2c3d4e5f',
  ])('%s', (fullUrl) => expect(withUrl(fullUrl)).toEqual([]));
  test.each([
    'Location/a',
    'http://example.org/Location/b',
    'http://example.org/Patient/a',
    'a',
  ])('%s is none', (fullUrl) => {
    const errors = withUrl(fullUrl).filter((line) => line.startsWith('error'));
    expect(errors.length).toBeGreaterThan(0);
    for (const line of errors) expect(line).toContain('Bundle.entry.fullUrl/form');
  });
  test.each(['urn:uuid:not-a-guid', 'urn:uuid:0F3D1A5C'])('%s is none', (fullUrl) => {
    expect(withUrl(fullUrl).some((line) => line.startsWith('error'))).toBe(true);
  });
  test('without one', () => {
    const issues = judged((bundle) => void delete at(bundle, 'entry', 1).fullUrl);
    expect(issues).toContain('error Bundle.entry[1] Bundle.entry.fullUrl/min');
  });
});

describe('spec-18: what lies deeper is in the Bundle as well', () => {
  const withoutDeeper = (bundle: TreeObject) => {
    at(bundle, 'entry', entryOf(bundle, 'Patient'), 'resource').managingOrganization = {
      reference: 'Organization/nowhere',
    };
  };
  const place = (severity: string) =>
    expect.arrayContaining([
      expect.stringMatching(
        new RegExp(
          `^${severity} Bundle.entry\\[\\d+\\].resource.managingOrganization PAS/spec-18$`,
        ),
      ),
    ]);
  test('is warned', () => {
    const issues = judged(withoutDeeper);
    expect(issues).toEqual(place('warning'));
    expect(issues.filter((line) => line.startsWith('error'))).toEqual([]);
  });
  test('is an error when the setting says so', () => {
    expect(judged(withoutDeeper, strict)).toEqual(place('error'));
  });
  test('the setting changes nothing else', () => {
    expect(judged(() => undefined, strict)).toEqual([]);
  });
});

describe('spec-22: the sequences of supportingInfo are unique', () => {
  test('one that stands twice', () => {
    const issues = judged((bundle) => {
      const claim = at(bundle, 'entry', 0, 'resource');
      const [first] = Array.isArray(claim.supportingInfo) ? claim.supportingInfo : [];
      const copy = isJsonObject(first) ? thawObject(first) : INFORMATION;
      claim.supportingInfo = [thawObject(copy), thawObject(copy)];
    });
    expect(issues).toContain(`error ${CLAIM}.supportingInfo[1].sequence PAS/spec-22`);
  });
  const INFORMATION = { sequence: 1, category: { text: 'x' }, valueString: 'x' };
});

describe('spec-34: items refer to sequences that are there', () => {
  test('one that is not there is warned', () => {
    const issues = judged((bundle) => {
      at(bundle, 'entry', 0, 'resource', 'item', 0).careTeamSequence = [77];
    });
    expect(issues).toEqual([`warning ${CLAIM}.item[0].careTeamSequence[0] PAS/sequence-link`]);
  });
});

describe('what the Bundle has to say of itself', () => {
  test.each(['identifier', 'timestamp', 'type'])('%s', (name) => {
    const errors = judged((bundle) => void delete bundle[name]).filter((line) =>
      line.startsWith('error'),
    );
    expect(errors).toContain(`error Bundle Bundle.${name}/min`);
  });
  test('it is a collection', () => {
    const issues = judged((bundle) => {
      bundle.type = 'searchset';
    });
    expect(issues.some((line) => line.startsWith('error Bundle.type '))).toBe(true);
  });
});

describe('prof-2, prof-3: Quantity', () => {
  const counted = (quantity: TreeObject) =>
    judged((bundle) => {
      at(bundle, 'entry', 0, 'resource', 'item', 0).quantity = quantity;
    }).filter((line) => line.startsWith('error'));
  test('a value with its unit', () => expect(counted({ value: 1, unit: 'x' })).toEqual([]));
  test.each<readonly [string, TreeObject]>([
    ['no value', { unit: 'x' }],
    ['a comparator', { value: 1, unit: 'x', comparator: '<' }],
  ])('%s', (_, quantity) => expect(counted(quantity)).not.toEqual([]));
});

describe('conf-5: elements that are there never fail', () => {
  const requests = readExamples().filter(({ name }) =>
    /^Bundle-.*RequestBundle|AuthorizationBundle/.test(name),
  );
  test.each(requests)('$name', ({ resource }) => {
    const errors = validator
      .validate(resource)
      .issues.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });
});
