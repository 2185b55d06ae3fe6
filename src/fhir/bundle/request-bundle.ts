import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../json/json.ts';
import { typeOf } from '../validate/walk/task.ts';
import { EntryIndex } from './entry-index.ts';

/** One entry of a Bundle, or a resource contained in one: where it stands and what it holds. */
export interface BundleEntry {
  readonly index: number;
  readonly fullUrl: string;
  readonly resource: JsonObject;
  readonly type: string;
  /** `Bundle.entry[3].resource`. */
  readonly expression: string;
}

/** A request Bundle with its references resolved by R4's rules, inside the Bundle only. */
export interface RequestBundle {
  readonly bundle: JsonObject;
  readonly entries: readonly BundleEntry[];
  /** The first entry: the request itself. */
  readonly claim: BundleEntry;
  /** The entry that a reference leads to from an entry; undefined when it is not here. */
  resolve(reference: string, from: BundleEntry): BundleEntry | undefined;
  byType(type: string): readonly BundleEntry[];
}

/**
 * Indexes a request Bundle.
 * Problems: resource-invalid when it is no Bundle or its first entry is no Claim.
 * Source: PAS spec-12; R4 Bundle, resolving references in Bundles.
 */
export function openRequestBundle(bundle: JsonObject): Result<RequestBundle, Problem> {
  if (bundle.resourceType !== 'Bundle') return fail(invalid(noBundle(bundle)));
  const entries = entriesOf(bundle);
  const [claim] = entries;
  if (claim?.type !== 'Claim' || claim.index !== 0) return fail(invalid(noClaim));
  const index = new EntryIndex(entries);
  return ok({
    bundle,
    entries,
    claim,
    resolve: (reference, from) => index.resolve(reference, from),
    byType: (type) => index.byType(type),
  });
}

function invalid(issue: ProblemIssue): Problem {
  return { code: 'resource-invalid', issues: [issue] };
}

const noClaim: ProblemIssue = {
  severity: 'error',
  code: 'structure',
  expression: 'Bundle.entry[0].resource',
  rule: 'PAS/spec-12',
  text: 'The first entry has to be a Claim. To mend it: put the Claim first.',
};

function noBundle({ resourceType }: JsonObject): ProblemIssue {
  const isParameters = resourceType === 'Parameters';
  return {
    severity: 'error',
    code: 'structure',
    expression: isParameters ? 'Parameters.parameter' : 'Bundle',
    rule: 'PAS/submit',
    text:
      'The request has to be one Bundle. To mend it: send the Bundle itself, or Parameters with ' +
      'one parameter that is named resource and holds it.',
  };
}

function entriesOf({ entry }: JsonObject): readonly BundleEntry[] {
  if (!isJsonArray(entry)) return [];
  const found: BundleEntry[] = [];
  for (const [index, item] of entry.entries()) {
    if (!isJsonObject(item) || !isJsonObject(item.resource)) continue;
    const { resource, fullUrl } = item;
    found.push({
      index,
      fullUrl: typeof fullUrl === 'string' ? fullUrl : '',
      resource,
      type: typeOf(resource),
      expression: `Bundle.entry[${index}].resource`,
    });
  }
  return found;
}
