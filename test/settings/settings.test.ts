import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/settings-shape.ts';
import { settingsTable } from '../../src/settings/settings-table.ts';
import { readSettings, settingsFileName } from '../../src/settings.ts';

type Environment = Readonly<Record<string, string>>;

function read(environment: Environment, file?: unknown): Partial<Settings> | string {
  const result = readSettings({ environment, file });
  return result.ok ? result.value : result.problem;
}

describe('settings', () => {
  it('have the defaults of the design', () => {
    expect(read({ PATH: '/bin', HOME: '/' })).toEqual({
      host: '127.0.0.1',
      port: 8080,
      vaultKeys: [],
      reservationMs: 15_000,
      validationThreads: 1,
      mongodbTestOnly: 'off',
      publicUrl: 'http://127.0.0.1:8080',
      store: 'sqlite:data/assent.db',
      demo: 'off',
      sandbox: 'off',
      intake: 'tolerant',
      outboundAllow: [],
      settingsFile: '',
      logLevel: 'info',
      corsOrigins: [],
      hostsAllow: [],
      rateLimitPerMinute: 60_000,
      inFlightMax: 256,
      clientSharePercent: 50,
      strangersMax: 32,
      connectionsMax: 2048,
      addressConnectionsMax: 512,
      acceptsMax: 16,
      pipelinedMax: 16,
      bodyBytesMax: 26_214_400,
      bodiesBytesMax: 268_435_456,
      workMax: 2048,
      workWaitMs: 5000,
      requestTextBytesMax: 1_048_576,
      submitEntriesMax: 500,
      validateEntriesMax: 5000,
      submitItemsMax: 5000,
      validateItemsMax: 10_000,
      submitValuesMax: 200_000,
      validateValuesMax: 600_000,
      linesMax: 200,
      listMax: 200,
      caseBytesMax: 2_097_152,
      readsBytesMax: 8_388_608,
      storeProbeMs: 5_000,
      storeLagMs: 10_000,
      jsonDepthMax: 64,
      jsonMembersMax: 5000,
      jsonDigitsMax: 100,
      jsonCharactersMax: 1_048_576,
      validationTimeMs: 5000,
      validationWaitingMax: 128,
      validationWaitingBytesMax: 67_108_864,
      urlBytesMax: 16_384,
      headerBytesMax: 16_384,
      headersTimeoutMs: 10_000,
      bodyTimeoutMs: 30_000,
      bodyWaitMs: 2000,
      bodyRateMin: 1024,
      bodyRateWindowMs: 5000,
      lingerMs: 1000,
      requestTimeoutMs: 60_000,
      idleTimeoutMs: 60_000,
      keepAliveMs: 20_000,
      closeNoticeMs: 500,
      closeGraceMs: 10_000,
    });
    expect(settingsFileName).toBe('ASSENT_SETTINGS_FILE');
  });

  const taken: readonly (readonly [Environment, unknown, Partial<Settings>])[] = [
    [{ ASSENT_PORT: '0' }, undefined, { port: 0, publicUrl: 'http://127.0.0.1:0' }],
    [{ ASSENT_PORT: '' }, undefined, { port: 8080 }],
    [{ ASSENT_PORT: '9000' }, { ASSENT_PORT: 9001 }, { port: 9000 }],
    [{}, { ASSENT_PORT: 9001 }, { port: 9001 }],
    [{ ASSENT_PORT: '' }, { ASSENT_PORT: 9001 }, { port: 9001 }],
    [{ ASSENT_HOST: '::1' }, undefined, { publicUrl: 'http://[::1]:8080' }],
    [{ ASSENT_PUBLIC_URL: 'https://pa.example/x' }, {}, { publicUrl: 'https://pa.example/x' }],
    [{ ASSENT_DEMO: 'on' }, undefined, { demo: 'on' }],
    [{ ASSENT_DEMO: 'on', ASSENT_HOST: 'localhost' }, undefined, { demo: 'on' }],
    [{ ASSENT_DEMO: 'on', ASSENT_HOST: '127.1.2.3' }, undefined, { host: '127.1.2.3' }],
    [{ ASSENT_DEMO: 'public', ASSENT_HOST: '0.0.0.0' }, undefined, { demo: 'public' }],
    [{ ASSENT_STORE: 'mongodb://a:b@c/d' }, undefined, { store: 'mongodb://a:b@c/d' }],
    [
      { ASSENT_OUTBOUND_ALLOW: ' localhost:8081, ,10.0.0.1,[::1]:80' },
      undefined,
      { outboundAllow: ['localhost:8081', '10.0.0.1', '[::1]:80'] },
    ],
    [{ ASSENT_HOSTS_ALLOW: 'a.b, [::1]' }, undefined, { hostsAllow: ['a.b', '[::1]'] }],
    [{}, { ASSENT_CORS_ORIGINS: ['https://a.b'] }, { corsOrigins: ['https://a.b'] }],
  ];
  it.each(taken)('%j and the file %j are taken', (environment, file, expected) => {
    expect(read(environment, file)).toMatchObject(expected);
  });

  const refused: readonly (readonly [Environment, unknown, string])[] = [
    [
      { ASSENT_PORT: '80a' },
      undefined,
      'ASSENT_PORT is "80a"; allowed is a whole number from 0 to 65535',
    ],
    [
      { ASSENT_PORT: '65536' },
      undefined,
      'ASSENT_PORT is 65536; allowed is a whole number from 0 to 65535',
    ],
    [
      { ASSENT_PORT: '-1' },
      undefined,
      'ASSENT_PORT is "-1"; allowed is a whole number from 0 to 65535',
    ],
    [
      {},
      { ASSENT_PORT: '9001' },
      'ASSENT_PORT is "9001"; allowed is a whole number from 0 to 65535',
    ],
    [{}, { ASSENT_DEMO: true }, 'ASSENT_DEMO is true; allowed is one of off, on, public'],
    [{ ASSENT_DEMO: 'yes' }, undefined, 'ASSENT_DEMO is "yes"; allowed is one of off, on, public'],
    [{ ASSENT_PROT: '1' }, undefined, '"ASSENT_PROT" is not a setting; did you mean ASSENT_PORT?'],
    [
      { ASSENT_SANDBX: 'on', ASSENT_PORT: 'abc', ASSENT_DEMO: 'yes', ASSENT_X: '1' },
      undefined,
      '4 settings are wrong: (1) "ASSENT_SANDBX" is not a setting; did you mean ASSENT_SANDBOX? ' +
        '(2) "ASSENT_X" is not a setting; docs/settings.md lists all of them ' +
        '(3) ASSENT_PORT is "abc"; allowed is a whole number from 0 to 65535 ' +
        '(4) ASSENT_DEMO is "yes"; allowed is one of off, on, public',
    ],
    [{}, { port: 1 }, '"port" is not a setting; docs/settings.md lists all of them'],
    [{}, { __proto__: null, toString: 1 }, expect.stringContaining('"toString" is not a setting')],
    [{}, [], 'the file of settings does not hold a JSON object'],
    [{}, null, 'the file of settings does not hold a JSON object'],
    [
      { ASSENT_STORE: 'mysql://root:secret@db' },
      undefined,
      'ASSENT_STORE is not allowed; allowed is sqlite:FILE, mongodb://… or mongodb+srv://…',
    ],
    [
      { ASSENT_DEMO: 'on', ASSENT_HOST: '0.0.0.0' },
      undefined,
      'ASSENT_DEMO is "on" while ASSENT_HOST is "0.0.0.0"; allowed is a loopback address, ' +
        'or ASSENT_DEMO=public, which lets nobody in without a token',
    ],
    [
      { ASSENT_BODIES_BYTES_MAX: '1048576' },
      { ASSENT_BODY_BYTES_MAX: 524_289 },
      'ASSENT_BODIES_BYTES_MAX is 1048576 while ASSENT_BODY_BYTES_MAX is 524289; allowed is ' +
        'room for one body as it came and decompressed: twice that',
    ],
    [{ ASSENT_DEMO: 'on', ASSENT_HOST: '127.0.0.1.evil.example' }, {}, expect.any(String)],
    [{ ASSENT_HOSTS_ALLOW: 'a.b:80' }, {}, expect.stringContaining('allowed is host names')],
    [{ ASSENT_CORS_ORIGINS: '*' }, {}, expect.stringMatching(/^ASSENT_CORS_ORIGINS is \["\*"\];/u)],
    [{ ASSENT_CORS_ORIGINS: 'https://a.b/' }, {}, expect.stringContaining('allowed is origins')],
    [{ ASSENT_PUBLIC_URL: 'https://a.b/?x' }, {}, expect.stringContaining('ASSENT_PUBLIC_URL')],
    [{ ASSENT_PUBLIC_URL: 'javascript:0' }, {}, expect.stringContaining('ASSENT_PUBLIC_URL')],
  ];
  it.each(refused)('%j and the file %j are refused', (environment, file, expected) => {
    expect(read(environment, file)).toEqual(expected);
  });

  it('are complained about on one line that is not long', () => {
    const line = read({ ASSENT_HOST: `a\r\n${'b'.repeat(5000)}` });
    expect(line).toMatch(/^ASSENT_HOST is "a\\r\\nb+…; allowed is a host name or an IP address$/u);
    expect(String(line).length).toBeLessThan(200);
  });

  it('have limits that fit their defaults, one by one', () => {
    for (const { name, byDefault } of Object.values(settingsTable)) {
      expect(read({ [name]: byDefault })).toEqual(read({}));
    }
  });
});
