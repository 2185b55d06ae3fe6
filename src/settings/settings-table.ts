import { connectionSettings } from './connection-settings.ts';
import {
  choice,
  hostPattern,
  kibibyte,
  list,
  mebibyte,
  minute,
  second,
  text,
  whole,
} from './setting-rows.ts';
import type { SettingRow, Settings } from './settings-shape.ts';
import { sizeSettings } from './size-settings.ts';
import { storeSettings } from './store-settings.ts';
import { validationSettings } from './validation-settings.ts';

/** All settings; a member of `Settings` without its row does not compile. */
export const settingsTable: Readonly<Record<keyof Settings, SettingRow>> = {
  host: text(
    {
      name: 'ASSENT_HOST',
      byDefault: '127.0.0.1',
      allowed: 'a host name or an IP address',
      says: 'Address on which the server listens.',
    },
    '^[A-Za-z0-9._:-]+$',
  ),
  port: whole(
    ['ASSENT_PORT', '', 8080, 'Port on which the server listens; 0 takes a free one.'],
    0,
    65_535,
  ),
  publicUrl: text(
    {
      name: 'ASSENT_PUBLIC_URL',
      byDefault: '',
      allowed: 'an http or https URL without query, fragment and slash at the end',
      says: 'Where clients reach the server; without it `http://HOST:PORT`.',
    },
    `^(?:https?://(?:${hostPattern})(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*)?$`,
  ),
  store: text(
    {
      name: 'ASSENT_STORE',
      byDefault: 'sqlite:data/assent.db',
      allowed: 'sqlite:FILE, mongodb://… or mongodb+srv://…',
      says: 'Where cases are kept: a file, or a MongoDB replica set or cluster.',
      isSecret: true,
    },
    '^(?:sqlite:.+|mongodb(?:\\+srv)?://.+)$',
  ),
  vaultKeys: {
    ...list(
      'ASSENT_VAULT_KEYS',
      {
        allowed: 'NAME:KEY with 32 bytes in base64, with commas between; the first one encrypts',
        pattern: '^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$',
      },
      'Keys that encrypt the store; without one it is kept in the clear.',
    ),
    isSecret: true,
  },
  reservationMs: whole(
    [
      'ASSENT_RESERVATION_MS',
      'ms',
      15 * second,
      'Time after which a submission that another process began counts as abandoned (MongoDB).',
    ],
    100,
    10 * minute,
  ),
  mongodbTestOnly: choice(
    'ASSENT_MONGODB_TEST_ONLY',
    ['off', 'on'],
    'Admits a MongoDB server without replication. For tests: it can lose what was acknowledged.',
  ),
  demo: choice(
    'ASSENT_DEMO',
    ['off', 'on', 'public'],
    'Loads the demo payer and accepts demo tokens; `on` also lets a request without a token in ' +
      'as the demo client of the tour, and therefore works on a loopback address only.',
  ),
  sandbox: choice('ASSENT_SANDBOX', ['off', 'on'], "Offers the testers' tools below `/sandbox`."),
  intake: choice(
    'ASSENT_INTAKE',
    ['tolerant', 'strict'],
    '`tolerant` refuses a request for errors in who asks, for whom and who pays; other errors in ' +
      'what is read send its lines to a person. `strict` refuses for any error.',
  ),
  outboundAllow: list(
    'ASSENT_OUTBOUND_ALLOW',
    {
      allowed: 'host names or IP addresses, with or without port, with commas between',
      pattern: `^(?:${hostPattern})(?::[0-9]{1,5})?$`,
    },
    'Hosts beyond the public internet that outbound calls may reach; nothing calls out yet.',
  ),
  settingsFile: text(
    {
      name: 'ASSENT_SETTINGS_FILE',
      byDefault: '',
      allowed: 'the path of a file',
      says: 'JSON object with settings by these names; the environment has precedence.',
    },
    '^[^\\u0000]*$',
  ),
  logLevel: choice(
    'ASSENT_LOG_LEVEL',
    ['info', 'debug', 'warn', 'error', 'fatal', 'silent'],
    'The lowest level that is logged.',
  ),
  corsOrigins: list(
    'ASSENT_CORS_ORIGINS',
    {
      allowed: 'origins like https://ehr.example, with commas between',
      pattern: `^https?://(?:${hostPattern})(?::[0-9]{1,5})?$`,
    },
    'Origins whose pages in a browser may call the addresses of FHIR and CDS Hooks.',
  ),
  validationThreads: whole(
    [
      'ASSENT_VALIDATION_THREADS',
      'threads',
      1,
      'Threads that validate documents, about 60 MB each, and one more once a document takes ' +
        'long; 0: the thread that answers does it.',
    ],
    0,
    16,
  ),
  rateLimitPerMinute: whole(
    [
      'ASSENT_RATE_LIMIT',
      'requests a minute',
      60_000,
      'Requests that one client may send, or one address without a token; what is asked of `/`, ' +
        '`/docs/` and `/metrics` counts for the address. Looks at health are not counted.',
    ],
    1,
    100_000_000,
  ),
  inFlightMax: whole(
    ['ASSENT_IN_FLIGHT_MAX', 'requests', 256, 'Requests of clients that are worked on at a time.'],
    1,
    100_000,
  ),
  bodyBytesMax: whole(
    [
      'ASSENT_BODY_BYTES_MAX',
      'bytes',
      25 * mebibyte,
      'Length of one body, decompressed, and of one resource that `assent validate` reads.',
    ],
    kibibyte,
    100 * mebibyte,
  ),
  bodiesBytesMax: whole(
    [
      'ASSENT_BODIES_BYTES_MAX',
      'bytes',
      256 * mebibyte,
      'Length of all bodies that are held at one time: twice `ASSENT_BODY_BYTES_MAX` at least, ' +
        'as one client has room for one body of any length, as it came and decompressed.',
    ],
    mebibyte,
    1024 * 1024 * mebibyte,
  ),
  ...validationSettings,
  ...sizeSettings,
  ...storeSettings,
  ...connectionSettings,
};
