import { describe, expect, test } from 'vitest';
import { cancelledCheck } from '../../../../src/domain/review/checks/cancelled-check.ts';
import type { CheckContext } from '../../../../src/domain/review/checks/check.ts';
import { kindCheck } from '../../../../src/domain/review/checks/kind-check.ts';
import { orderCheck } from '../../../../src/domain/review/checks/order-check.ts';
import type {
  RequestedOrder,
  RequestLine,
  ReviewRequest,
} from '../../../../src/domain/review/review-request.ts';
import { plainRequest } from '../../requests.ts';

function context(
  changes: Partial<RequestLine>,
  request: Partial<ReviewRequest> = {},
): CheckContext {
  const [line] = plainRequest().lines;
  if (line === undefined) throw new Error('no line');
  const asked = { ...line, ...changes };
  return {
    request: plainRequest({ ...request, lines: [asked] }),
    found: { receivedOn: '2026-11-28', receivedAt: '2026-11-28T16:00:00.000Z' },
    plan: {
      ...{ line: asked, span: { from: '2026-12-01' } },
      ...{ requirement: { requirement: 'required' }, factIds: [] },
    },
  } as never; // a check looks at what it names, and the rest is of no matter
}

const order: RequestedOrder = {
  ...{ kind: 'DeviceRequest', isOfPatient: true, status: 'active', intent: 'order' },
  codes: [{ system: 'urn:s', code: 'E1390' }],
};
const { isOfPatient: _, ...ofNobody } = order;
const { status: __, ...stateless } = order;
const { intent: ___, ...aimless } = order;

describe('the order behind a line', () => {
  const plan = [
    'what the line refers to is a proposal or a plan, and no order',
    'aquello a lo que se refiere la línea es una propuesta o un plan, y no una orden',
  ];
  const whose = [
    'the order does not say that it is for the patient of the request',
    'la orden no dice que es para el paciente de la solicitud',
  ];
  const stated = (en: string, es: string) => [
    ...[`the order is marked as ${en}`, `el estado de la orden es «${es}»`],
  ];
  test.each<[string, RequestedOrder | undefined, readonly string[]]>([
    ['none', undefined, []],
    ['in force', order, []],
    ['original', { ...order, intent: 'original-order' }, []],
    ['reflex', { ...order, intent: 'reflex-order' }, []],
    ['filler', { ...order, intent: 'filler-order' }, []],
    ['instance', { ...order, intent: 'instance-order' }, []],
    ['proposal', { ...order, intent: 'proposal' }, plan],
    ['plan', { ...order, intent: 'plan' }, plan],
    ['option', { ...order, intent: 'option' }, plan],
    ['directive', { ...order, intent: 'directive' }, plan],
    ['no intent', aimless, plan],
    ['draft', { ...order, status: 'draft' }, stated('a draft', 'borrador')],
    ['on hold', { ...order, status: 'on-hold' }, stated('on hold', 'en espera')],
    ['revoked', { ...order, status: 'revoked' }, stated('revoked', 'revocado')],
    ['completed', { ...order, status: 'completed' }, stated('completed', 'completado')],
    ['stopped', { ...order, status: 'stopped' }, stated('stopped', 'suspendido')],
    ['cancelled', { ...order, status: 'cancelled' }, stated('cancelled', 'cancelado')],
    ['unknown', { ...order, status: 'unknown' }, stated('unknown', 'desconocido')],
    [
      'entered in error',
      { ...order, status: 'entered-in-error' },
      stated('entered in error', 'ingresado por error'),
    ],
    [
      'ended, which R4 has not',
      { ...order, status: 'ended' },
      ['the status of the order is not one that we know', 'no conocemos el estado de la orden'],
    ],
    [
      'no status',
      stateless,
      ['the order does not say its status', 'no se indica el estado de la orden'],
    ],
    ['of another patient', { ...order, isOfPatient: false }, whose],
    ['of nobody', ofNobody, whose],
    [
      'not here',
      { kind: 'unknown', codes: [] },
      [
        'the line refers to an order that the request does not contain',
        'la línea se refiere a una orden que la solicitud no contiene',
      ],
    ],
    [
      'without a code',
      { ...order, codes: [] },
      ['the order names no service by a code', 'la orden no nombra ningún servicio con un código'],
    ],
  ])('%s', (_____, requestedOrder, words) => {
    const changes = requestedOrder === undefined ? {} : { requestedOrder };
    const { result, words: said } = orderCheck(context(changes));
    expect(result).toBe(words.length === 0 ? 'pass' : 'unknown');
    expect(said === undefined ? [] : [said.en, said.es]).toEqual(words);
  });
});

describe('what is marked as cancelled', () => {
  const item = { origin: 's', sequence: 4, kind: 'document' as const };
  test.each<[string, readonly boolean[], string, string | undefined]>([
    ['nothing', [false, false], 'pass', undefined],
    [
      'the line',
      [true, false],
      'fail',
      'la línea está marcada como cancelada, y antes no se había pedido nada',
    ],
    [
      'supporting information',
      [false, true],
      'fail',
      'información adjunta está marcada como cancelada (4)',
    ],
  ])('%s', (_____, [isCancelled = false, isItem = false], result, words) => {
    const supportingItems = [{ ...item, isCancelled: isItem }];
    const found = cancelledCheck(context({ isCancelled }, { supportingItems }));
    expect([found.result, found.words?.es]).toEqual([result, words]);
  });
});

test.each([
  ['prior-authorization', 'required', 'pass'],
  ['recommended-clinical', 'recommended', 'pass'],
  ['concurrent', 'none', 'pass'],
  ['concurrent', 'required', 'fail'],
  ['post-service', 'none', 'fail'],
  ['post-service', 'required', 'fail'],
] as const)('care that is %s, where review is %s: %s', (kind, requirement, result) => {
  const found = kindCheck(kind, { requirement } as never); // a check looks at what it names
  expect([found.id, found.result]).toEqual(['kind', result]);
  expect(found.words === undefined).toBe(result === 'pass');
});
