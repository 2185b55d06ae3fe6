import { hostPattern, kibibyte, list, mebibyte, minute, second, whole } from './setting-rows.ts';
import type { SettingRow, Settings } from './settings-shape.ts';

type ConnectionSetting = Extract<
  keyof Settings,
  | 'hostsAllow'
  | 'clientSharePercent'
  | 'strangersMax'
  | 'connectionsMax'
  | 'addressConnectionsMax'
  | 'acceptsMax'
  | 'pipelinedMax'
  | 'urlBytesMax'
  | 'headerBytesMax'
  | 'headersTimeoutMs'
  | 'bodyTimeoutMs'
  | 'bodyWaitMs'
  | 'bodyRateMin'
  | 'bodyRateWindowMs'
  | 'lingerMs'
  | 'requestTimeoutMs'
  | 'idleTimeoutMs'
  | 'keepAliveMs'
  | 'closeNoticeMs'
  | 'closeGraceMs'
>;

/** Who is let in, for how much and how long: connections and what arrives on them. */
export const connectionSettings: Readonly<Record<ConnectionSetting, SettingRow>> = {
  hostsAllow: list(
    'ASSENT_HOSTS_ALLOW',
    { allowed: 'host names or IP addresses, with commas between', pattern: `^(?:${hostPattern})$` },
    'Host names beyond its own by which clients may call the server. Its own are those of ' +
      '`ASSENT_HOST` and `ASSENT_PUBLIC_URL`, on a loopback address the names of that, and on ' +
      'all addresses any IP address.',
  ),
  clientSharePercent: whole(
    [
      'ASSENT_CLIENT_SHARE',
      'percent',
      50,
      'What one client may have of `ASSENT_IN_FLIGHT_MAX`, of `ASSENT_BODIES_BYTES_MAX`, of ' +
        '`ASSENT_WORK_MAX` and of `ASSENT_READS_BYTES_MAX`, and one address of ' +
        '`ASSENT_STRANGERS_MAX`.',
    ],
    1,
    100,
  ),
  strangersMax: whole(
    [
      'ASSENT_STRANGERS_MAX',
      'requests',
      32,
      'Requests that are worked on at one time without a valid token, or for an address that ' +
        'leads nowhere; they do not count in `ASSENT_IN_FLIGHT_MAX`. One address, or one client ' +
        'where nothing is, has its share of them.',
    ],
    1,
    100_000,
  ),
  connectionsMax: whole(
    [
      'ASSENT_CONNECTIONS_MAX',
      'connections',
      2048,
      'Connections at one time. One that is too many gets 503 and is closed. The last quarter is ' +
        'one for each address, so that others find one.',
    ],
    16,
    1_000_000,
  ),
  addressConnectionsMax: whole(
    [
      'ASSENT_ADDRESS_CONNECTIONS_MAX',
      'connections',
      512,
      'Connections of one address at one time (of IPv6: of one network). One that is too many ' +
        'gets 429 and is closed. Behind a proxy all come from its address; more than three ' +
        'quarters of `ASSENT_CONNECTIONS_MAX` are for no single one.',
    ],
    1,
    1_000_000,
  ),
  acceptsMax: whole(
    [
      'ASSENT_ACCEPTS_MAX',
      'connections',
      16,
      'New connections that are taken at one time. More let a busy server answer, or refuse, ' +
        'who would wait unseen; 1 starts no helping process.',
    ],
    1,
    256,
  ),
  pipelinedMax: whole(
    [
      'ASSENT_PIPELINED_MAX',
      'requests',
      16,
      'Requests that wait on one connection behind the one that is answered. One that is too ' +
        'many gets 429 and is the last of its connection.',
    ],
    0,
    10_000,
  ),
  urlBytesMax: whole(
    ['ASSENT_URL_BYTES_MAX', 'bytes', 16 * kibibyte, 'Length of an address with its query.'],
    256,
    256 * kibibyte,
  ),
  headerBytesMax: whole(
    ['ASSENT_HEADER_BYTES_MAX', 'bytes', 16 * kibibyte, 'Length of all headers of a request.'],
    kibibyte,
    256 * kibibyte,
  ),
  headersTimeoutMs: whole(
    ['ASSENT_HEADERS_TIMEOUT_MS', 'ms', 10 * second, 'Time in which all headers have to arrive.'],
    100,
    10 * minute,
  ),
  bodyTimeoutMs: whole(
    ['ASSENT_BODY_TIMEOUT_MS', 'ms', 30 * second, 'Time in which a body has to arrive.'],
    10,
    10 * minute,
  ),
  bodyWaitMs: whole(
    [
      'ASSENT_BODY_WAIT_MS',
      'ms',
      2 * second,
      'Time that a body waits for room among those that are held, and a compressed one for its ' +
        'turn (one of a client at a time), before it is refused. Room for what it has beyond its ' +
        '`Content-Length`, decompressed or in chunks, is not waited for.',
    ],
    0,
    10 * minute,
  ),
  bodyRateMin: whole(
    ['ASSENT_BODY_RATE_MIN', 'bytes a second', kibibyte, 'The slowest that a body may arrive.'],
    0,
    100 * mebibyte,
  ),
  bodyRateWindowMs: whole(
    [
      'ASSENT_BODY_RATE_WINDOW_MS',
      'ms',
      5 * second,
      'Time over which the rate of a body is measured.',
    ],
    10,
    10 * minute,
  ),
  lingerMs: whole(
    [
      'ASSENT_LINGER_MS',
      'ms',
      second,
      'Time that a sender gets to read a refusal before its connection is closed, when its body ' +
        'was not read.',
    ],
    10,
    minute,
  ),
  requestTimeoutMs: whole(
    [
      'ASSENT_REQUEST_TIMEOUT_MS',
      'ms',
      minute,
      'Time in which a request has to arrive with its headers and body, and again in which its ' +
        'answer has to be taken; then the connection is closed.',
    ],
    100,
    10 * minute,
  ),
  idleTimeoutMs: whole(
    [
      'ASSENT_IDLE_TIMEOUT_MS',
      'ms',
      minute,
      'Time after which a connection is closed on which nothing moves during a request.',
    ],
    second,
    10 * minute,
  ),
  keepAliveMs: whole(
    [
      'ASSENT_KEEP_ALIVE_MS',
      'ms',
      20 * second,
      'Time that an idle connection is kept for the next request; its headers have to be there ' +
        'within `ASSENT_HEADERS_TIMEOUT_MS` after it, whatever comes before them.',
    ],
    second,
    10 * minute,
  ),
  closeNoticeMs: whole(
    [
      'ASSENT_CLOSE_NOTICE_MS',
      'ms',
      500,
      'Time for which a closing server still answers new requests, with a refusal.',
    ],
    0,
    minute,
  ),
  closeGraceMs: whole(
    [
      'ASSENT_CLOSE_GRACE_MS',
      'ms',
      10 * second,
      'Time that requests in progress get when the server closes.',
    ],
    0,
    10 * minute,
  ),
};
