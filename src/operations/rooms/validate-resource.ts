import type { Issue } from '../../fhir/validate/issue.ts';
import { notEvaluatedIssues } from '../../fhir/validate/not-evaluated.ts';
import { canonicalUrl, isExactName, typeCanonical } from '../../fhir/validate/registry.ts';
import type { ValidateOptions, Validator } from '../../fhir/validate/validator.ts';
import { typeOf } from '../../fhir/validate/walk/task.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import {
  type ReadableDocument,
  type ResourceInBody,
  resourceInBody,
} from './validate-parameters.ts';

/** What `$validate` is asked beside its body. */
export interface ResourceAsk {
  /** The type in the address. */
  readonly type?: string;
  /** Of the query; the body may name more. */
  readonly profiles: readonly string[];
  readonly modes: readonly string[];
}

/** What is asked, and what the answer may cost. */
export interface BoundedResourceAsk extends ResourceAsk {
  readonly stepsMax: number;
  readonly time: NonNullable<ValidateOptions['time']>;
}

/**
 * Judges a resource for its own sake, always strictly: bare, or in the Parameters of `$validate`.
 * Problems: not-found for a type that R4 does not have; parameter-invalid for parameters that can't
 * be followed, a profile that is not loaded among them: whether the resource satisfies it would
 * stay unknown. Source: R4 OperationDefinition Resource-validate.
 */
export function validateResource(
  validator: Validator,
  document: ReadableDocument,
  ask: BoundedResourceAsk,
): Result<readonly Issue[], Problem> {
  if (ask.type !== undefined && !isResourceType(validator, ask.type)) {
    return fail({ code: 'not-found', detail: 'FHIR R4 has no such type of resource' });
  }
  const given = resourceInBody(document, ask.type);
  if (!given.ok) return given;
  const modes = [...ask.modes, ...given.value.modes];
  const profiles = [...new Set([...ask.profiles, ...given.value.profiles])];
  const wrong = [
    ...modes.flatMap(wrongMode),
    ...profiles.filter((one) => !validator.knows(one)).map((one) => notLoaded(validator, one)),
  ];
  if (wrong.length > 0) return fail({ code: 'parameter-invalid', issues: wrong });
  return ok(judge(validator, given.value, { ...ask, type: ask.type, profiles }));
}

function isResourceType({ states: { parts } }: Validator, type: string): boolean {
  const { registry } = parts;
  const facts = registry.structure(typeCanonical(type), registry.firstPackage)?.facts;
  return facts?.type === type && facts.kind === 'resource' && !facts.abstract;
}

/** Nothing is kept here by `$validate`'s modes: to create and to update ask the same of content. */
const modes: ReadonlySet<string> = new Set(['create', 'update', 'profile']);

function wrongMode(mode: string): readonly ProblemIssue[] {
  if (modes.has(mode)) return [];
  const isDelete = mode === 'delete';
  return [
    {
      severity: 'error',
      code: isDelete ? 'not-supported' : 'value',
      rule: 'validate/mode',
      text: isDelete
        ? 'The mode delete is not offered: nothing can be deleted here. To mend it: leave it out.'
        : 'The mode is none that R4 has. To mend it: say create, update or profile, or nothing.',
    },
  ];
}

function notLoaded({ states: { parts } }: Validator, profile: string): ProblemIssue {
  const { registry } = parts;
  const url = canonicalUrl(profile);
  const known = registry.structure(url, registry.firstPackage)?.facts;
  const isOther = known !== undefined && !isExactName(profile, known);
  const mend = isOther
    ? `name ${url}|${known.version ?? ''}, which is loaded, or the profile without a version`
    : 'name a profile of the guides that are loaded; metadata lists the ones that are asked for';
  const name = JSON.stringify(profile.slice(0, 200));
  const text = `The profile ${name} is not loaded, so nothing was validated. To mend it: ${mend}.`;
  return { severity: 'error', code: 'not-found', rule: 'validate/profile', text };
}

interface Asked extends Pick<BoundedResourceAsk, 'stepsMax' | 'time'> {
  readonly type: string | undefined;
  readonly profiles: readonly string[];
}

function judge(
  validator: Validator,
  { resource, faults }: ResourceInBody,
  { type, profiles, stepsMax, time }: Asked,
): readonly Issue[] {
  const found = typeOf(resource);
  const { issues, notEvaluated } = validator.validate(resource, {
    profiles,
    faults,
    stepsMax,
    time,
  });
  const misplaced = type === undefined || type === found ? [] : [otherType(type, found)];
  return [...misplaced, ...issues, ...notEvaluatedIssues(notEvaluated, resource.resourceType)];
}

function otherType(asked: string, found: string): Issue {
  return {
    severity: 'error',
    code: 'invalid',
    expression: found === '' ? '$this' : found,
    rule: 'validate/type',
    message: `the address asks about ${asked}, and this is none`,
    mend: `send a ${asked}, or ask at /$validate, which takes every type`,
  };
}
