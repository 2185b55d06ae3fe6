import { quote } from '../plan/quote.ts';
import type { Finding, TargetGroup } from '../plan/state.ts';
import type { TimeOver } from './watch.ts';

/** A resource of a type that its place or a reference does not allow. */
export function wrongTarget(group: TargetGroup, type: string): Finding {
  const allowed = [...new Set(group.choices.map((choice) => choice.type))].join(', ');
  const isReference = group.rule.check === 'target';
  return {
    severity: 'error',
    code: 'structure',
    rule: group.rule,
    message: isReference
      ? `the reference leads to ${quote(type)}; allowed here: ${allowed}`
      : `a resource of type ${quote(type)} may not stand here; allowed: ${allowed}`,
    mend: isReference ? `refer to ${allowed}` : `put ${allowed} here`,
  };
}

/** A reference that is contained, in the Bundle or neither, against what its definition says. */
export function wrongAggregation(group: TargetGroup, found: string): Finding {
  const allowed = group.aggregation.join(' or ');
  return {
    severity: 'error',
    code: 'structure',
    rule: { ...group.rule, check: 'aggregation' },
    message: `the target of the reference is ${found}; it has to be ${allowed}`,
    mend: `give the target as ${allowed}`,
  };
}

/** A reference whose target the Bundle does not hold. */
export function unresolved(
  reference: string,
  severity: Finding['severity'],
  rule: Finding['rule'],
): Finding {
  return {
    severity,
    code: 'not-found',
    rule,
    message: `the Bundle has no entry for ${quote(reference)}`,
    mend: 'add the resource as an entry whose fullUrl the reference names',
  };
}

/** A resource without a type, or of one that R4 does not have; `meant`: that of its profile. */
export function unknownResource(type: string | undefined, meant: string | undefined): Finding {
  const sample = meant === undefined ? '' : `, as in "resourceType":"${meant}"`;
  return {
    severity: 'error',
    code: 'structure',
    rule: 'Resource/type',
    message:
      type === undefined
        ? 'a resource needs a resourceType'
        : `${quote(type)} is no resource type of FHIR R4`,
    mend: `name the type in resourceType${sample}`,
  };
}

/** A profile in meta.profile that is for another type of resource. */
export function wrongProfileType(canonical: string, wanted: string, type: string): Finding {
  return {
    severity: 'error',
    code: 'invalid',
    rule: 'Meta.profile/type',
    message: `the profile ${quote(canonical)} is for ${wanted}, not for ${type}`,
    mend: 'claim a profile of this type, or none',
  };
}

const LESS = 'send less in one request';

/** The walk ended before its end: the input takes longer than it may. */
export function tooSlow({ afterMs, maxMs, isFull }: TimeOver, name: string | undefined): Finding {
  const times = `after ${Math.round(afterMs)} ms, ${Math.round(maxMs)} are allowed`;
  return {
    severity: 'error',
    code: 'too-costly',
    rule: isFull ? 'limits/time-full' : 'limits/time',
    message: `validation was stopped ${times}; the rest is not validated`,
    mend: name === undefined ? LESS : `${LESS}; the limit is ${name}`,
  };
}

/** The walk ended before its end: the input costs more than it may. */
export function tooCostly(steps: number): Finding {
  return {
    severity: 'error',
    code: 'too-costly',
    rule: 'limits/steps',
    message: `validation was stopped after ${steps} steps; the rest is not validated`,
    mend: LESS,
  };
}
