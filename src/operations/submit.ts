import { caseIdOf } from '../domain/review/ids.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, present, type Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { accept, type Findings } from './rooms/accept.ts';
import { answeredBundle, type Told } from './rooms/answer.ts';
import { decide } from './rooms/decide.ts';
import { answeringCase, withoutEarlierClaims } from './rooms/earlier-case.ts';
import { findingsHeaders } from './rooms/findings-told.ts';
import { type EarlierCase, gather } from './rooms/gather.ts';
import { identifyRequest } from './rooms/identify.ts';
import { persist } from './rooms/persist.ts';
import { readRequest } from './rooms/read-request.ts';
import { submittedFor, submitterName } from './rooms/sub-sender.ts';
import { submissionWrite } from './rooms/submission-write.ts';
import { validate } from './rooms/validate.ts';
import type { ProfilesByType } from './rooms/validate-bytes.ts';
import { writtenBody } from './rooms/written-body.ts';

const requestProfile =
  'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-pas-request-bundle';

const claimProfile = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-claim';

/** A Parameters body is judged as what it is; its Bundle claims its own profile. */
export const requestProfiles: ProfilesByType = { Bundle: [requestProfile] };

/**
 * PAS guidance: the sender sees an answer within 15 seconds. Ours counts from when the request has
 * come, with all that it waits, and leaves room for the network and a body's wait for its place.
 */
const BUDGET_MS = 12_000;

/** How often a decision is made again because another one for the member came between. */
const TRIES_MAX = 5;

/**
 * `Claim/$submit`: one request in, one explained determination out.
 * Source: PAS OperationDefinition Claim-submit; spec-7, spec-11 to spec-35.
 */
export function submitOperation(parts: CorridorParts): Operation {
  return {
    name: 'submit',
    method: 'POST',
    path: '/Claim/$submit',
    kind: 'fhir',
    scope: 'system/Claim.submit',
    hasBody: true,
    // Lines are decided on the thread that answers: what has hundreds of them is no light call.
    weight: 4,
    budgetMs: BUDGET_MS,
    capability: {
      resource: 'Claim',
      operation: {
        name: 'submit',
        definition: 'http://hl7.org/fhir/us/davinci-pas/OperationDefinition/Claim-submit|2.2.1',
      },
      profiles: [claimProfile],
    },
    run: (call) => submit(parts, call),
  };
}

/** A case that answers a submission, with what was found in that. */
type Answered = Told & { readonly findings: Findings };

async function submit(parts: CorridorParts, call: Call): Promise<Result<Answer, Problem>> {
  const { measure, client } = call;
  const receivedAt = parts.clock.now();
  const judged = await measure('validate', () =>
    validate(call, parts.validateBytes, requestProfiles),
  );
  if (!judged.ok) return judged;
  const accepted = measure('accept', () => accept(judged.value, parts.intake, parts.lists));
  if (!accepted.ok) return accepted;
  const { bundle, findings } = accepted.value;
  const rules = parts.rules();
  const request = measure('intake', () => readRequest(accepted.value, rules.rulebook.telling));
  if (!request.ok) return request;
  const subSender = submittedFor(call, request.value);
  if (!subSender.ok) return subSender;
  const keys = measure('identify', () =>
    identifyRequest(submitterName(client, subSender.value), bundle, request.value, {
      digest: parts.digest,
      receivedOn: receivedAt.slice(0, 10),
    }),
  );
  const bodyDigest = parts.digest.sha256(call.body);
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const gathered = await measure('gather', () =>
      gather(parts.store, request.value, client.id, keys),
    );
    if (!gathered.ok) return gathered;
    const earlier = answeringCase(gathered.value.earlier, parts.isSandbox);
    if (earlier !== undefined)
      return answer(parts, call, { ...earlier, request: bundle, findings });
    const submissionKey = freshKey(keys.submissionKey, gathered.value.earlier, parts);
    const refusalKey = `${submissionKey}!${parts.chance.uuid()}`;
    const decided = measure('decide', () =>
      decide({
        request: request.value,
        bundle,
        gathered: withoutEarlierClaims(gathered.value),
        rules,
        caseId: caseIdOf(parts.digest.sha256(submissionKey)),
        refusalCaseId: () => caseIdOf(parts.digest.sha256(refusalKey)),
        submitter: client,
        ...(subSender.value === undefined ? {} : { subSender: subSender.value }),
        // The same content may come in other bytes, and each case keeps those that it came in.
        requestBlobKey: `${submissionKey}-${bodyDigest}`,
        receivedAt,
      }),
    );
    const written = { ...keys, submissionKey, refusalKey };
    const write = submissionWrite({ decided, keys: written, call, bodyDigest, receivedAt });
    // Before it is kept, to the last letter: what can't be answered was not decided.
    const told = answer(parts, call, { case: decided.case, request: bundle, findings });
    if (!told.ok) return told;
    const kept = await measure('persist', () => persist(parts.store, write));
    if (!kept.ok) return kept;
    if (kept.value.kind === 'again') continue;
    if (kept.value.kind === 'earlier') {
      return answer(parts, call, { case: kept.value.case, request: bundle, findings });
    }
    return ok({ ...told.value, isNoted: true });
  }
  return fail({ code: 'conflict', retryAfterSeconds: 1 });
}

/** A key of its own for a request that is decided anew although its key is taken. */
function freshKey(
  key: string,
  earlier: EarlierCase | undefined,
  { chance }: CorridorParts,
): string {
  return earlier === undefined ? key : `${key}-${chance.uuid()}`;
}

function answer(parts: CorridorParts, call: Call, told: Answered): Result<Answer, Problem> {
  const written = call.measure('respond', () =>
    writtenBody(() => answeredBundle(parts, call, told)),
  );
  if (!written.ok) return written;
  const { id: caseId, standing, subSender } = told.case;
  const about = present({ caseId, memberKey: standing?.memberKey, subSender });
  const headers = findingsHeaders(told.findings, `${parts.fhirBase}/Claim/${caseId}`);
  return ok({ status: 200, ...written.value, about, headers });
}
