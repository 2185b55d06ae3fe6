import { isJsonArray, isJsonObject, type Json } from '../../src/fhir/json/json.ts';
import type { Answer } from './answer.ts';
import type { Row } from './rows.ts';

function every(answer: Answer, action: string): boolean {
  return (
    answer.outcome === 'decided' &&
    answer.lines.length > 0 &&
    answer.lines.every((line) => line.action === action)
  );
}

function isStopped(answer: Answer): boolean {
  const isError = answer.outcome === 'error' && answer.lines.length === 0;
  return isError || answer.outcome === 'refused' || every(answer, 'A4');
}

/** The service, quantity and period of each line as the request asks for them. */
function asked(body: string): readonly string[] {
  let request: Json = JSON.parse(body);
  if (isJsonObject(request) && isJsonArray(request.parameter)) {
    const [parameter] = request.parameter;
    request = isJsonObject(parameter) ? (parameter.resource ?? null) : null;
  }
  const entries = isJsonObject(request) && isJsonArray(request.entry) ? request.entry : [];
  const claims = entries
    .map((entry) => (isJsonObject(entry) ? entry.resource : undefined))
    .filter(isJsonObject)
    .filter(({ resourceType }) => resourceType === 'Claim');
  const items = isJsonArray(claims[0]?.item) ? claims[0].item.filter(isJsonObject) : [];
  return items.map(({ productOrService, quantity, servicedPeriod }) => {
    const codings = isJsonObject(productOrService) ? productOrService.coding : [];
    const [coding] = isJsonArray(codings) ? codings : [];
    const code = isJsonObject(coding) ? String(coding.code) : '';
    return JSON.stringify([code, quantity, servicedPeriod]);
  });
}

function approvalNumbers(answers: readonly Answer[]): ReadonlySet<string> {
  const lines = answers.flatMap((answer) => answer.lines);
  const approved = lines.filter(({ action }) => action === 'A1' || action === 'A6');
  return new Set(approved.map(({ number }) => number));
}

function isApprovedOrPended({ lines }: Answer): boolean {
  return lines.every(({ action }) => action === 'A1' || action === 'A4');
}

function isOnce(row: Row, answers: readonly Answer[]): boolean {
  const [first] = answers;
  const isSentAgain = row.before.length > 0;
  if (isSentAgain && (first === undefined || !every(first, 'A1'))) return false;
  return approvalNumbers(answers).size <= 1 && answers.every(isApprovedOrPended);
}

function isSpared({ outcome, lines: [attacked, honest] }: Answer): boolean {
  const isHonest = honest?.action === 'A1' || honest?.action === 'A4';
  return outcome === 'refused' || (attacked?.action === 'A4' && isHonest);
}

/** Whether the answers to a row are what the table asks for. */
export function isRight(row: Row, bodies: readonly string[], answers: readonly Answer[]): boolean {
  const last = answers.at(-1);
  if (last === undefined) return false;
  switch (row.must) {
    case 'approved': {
      const granted = last.lines.map((line) => line.granted);
      return every(last, 'A1') && `${granted}` === `${asked(bodies.at(-1) ?? '')}`;
    }
    case 'notRequired':
      return every(last, 'NA');
    case 'pended':
      return every(last, 'A4');
    case 'error':
      return isStopped(last) && last.codes.includes(row.code);
    case 'refused':
      return last.outcome === 'refused';
    case 'stopped':
      return isStopped(last);
    case 'once':
      return isOnce(row, answers);
    case 'spared':
      return isSpared(last);
    case 'unclaimed':
      return last.outcome !== 'odd' && !last.said.includes(row.unsaid);
    default:
      return false;
  }
}

/** Whether something came out that nobody reviewed: an approval, or "not required". */
export function isWavedThrough(row: Row, answers: readonly Answer[]): boolean {
  const lines = answers.at(-1)?.lines ?? [];
  const actions = lines.map(({ action }) => action);
  if (row.must === 'approved' || row.must === 'notRequired') return false;
  if (row.must === 'once') return approvalNumbers(answers).size > 1 || actions.includes('NA');
  if (row.must === 'unclaimed') return answers.some(({ said }) => said.includes(row.unsaid));
  if (row.must === 'spared') return actions[0] === 'A1' || actions.includes('NA');
  return ['A1', 'A2', 'A6', 'NA'].some((action) => actions.includes(action));
}
