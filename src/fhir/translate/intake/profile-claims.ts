import type { Concern } from '../../../domain/review/review-request.ts';
import type { ProblemIssue } from '../../../problem.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { withoutVersion } from '../../terminology/lookups.ts';
import { object, texts } from '../read/element.ts';
import { PAS } from '../read/extensions.ts';

const R4 = 'http://hl7.org/fhir/StructureDefinition/';

/** What a request for a decision may say that it is. */
const OF_REQUESTS: ReadonlySet<string> = new Set([
  ...[`${PAS}profile-pas-request-bundle`, `${PAS}profile-claim`],
  ...[`${PAS}profile-claim-base`, `${PAS}profile-claim-update`],
  ...[`${R4}Bundle`, `${R4}Claim`],
]);

/**
 * What the Bundle or its Claim says that it is, where that is no request for a decision: an
 * inquiry asks what was decided, and a response decides. Source: R4 Meta.profile; PAS profiles.
 */
export function otherDocuments(bundle: RequestBundle): readonly ProblemIssue[] {
  return odd(bundle).flatMap((one) => (one.profile.startsWith(PAS) ? [noRequest(one)] : []));
}

/** What it says that it is, where we do not know what that is. */
export function profileConcerns(bundle: RequestBundle): readonly Concern[] {
  return odd(bundle).flatMap(({ profile, expression: origin }) => {
    if (profile.startsWith(PAS)) return [];
    const detail = 'a profile that is none of a request';
    return [{ kind: 'modifier' as const, origin, detail, words: unknown }];
  });
}

const unknown = {
  en: 'the request says that it follows a profile that we do not know',
  es: 'la solicitud dice que sigue un perfil que no conocemos',
};

interface Odd {
  readonly profile: string;
  readonly expression: string;
  /** Names of PAS profiles that may stand there. */
  readonly right: string;
}

function odd({ bundle, claim }: RequestBundle): readonly Odd[] {
  const named = [
    { resource: bundle, place: 'Bundle', right: `${PAS}profile-pas-request-bundle` },
    {
      resource: claim.resource,
      place: claim.expression,
      right: `${PAS}profile-claim (or, of an update, ${PAS}profile-claim-update)`,
    },
  ];
  return named.flatMap(({ resource, place, right }) =>
    texts(object(resource.meta)?.profile).flatMap((canonical, index) => {
      const profile = withoutVersion(canonical);
      const expression = `${place}.meta.profile[${index}]`;
      return OF_REQUESTS.has(profile) ? [] : [{ profile, expression, right }];
    }),
  );
}

function noRequest({ profile, expression, right }: Odd): ProblemIssue {
  const named = JSON.stringify(profile.slice(0, 200));
  return {
    ...{ severity: 'error', code: 'not-supported', expression, rule: 'PAS/profile' },
    text:
      `The profile ${named} is not of a request for a decision. To mend it: send a request, and ` +
      `name ${right}.`,
  };
}
