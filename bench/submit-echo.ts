import { randomUUID } from 'node:crypto';
import express from 'express';
import { openSqliteStore } from '../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../src/adapters/vault-plain.ts';
import { createBodyReader } from '../src/http/body-reader.ts';

// The yardstick of `$submit`: bare Express with the same reader and the same durable group commit;
// it keeps the bundle and sends it back. Takes its port and its file as arguments.
const [, , port = '0', file = ':memory:'] = process.argv;
const opened = await openSqliteStore({
  file,
  mode: 'write',
  vault: plainVault,
  onFatal: (reason) => {
    throw new Error(reason);
  },
});
if (!opened.ok) throw new Error(opened.problem);
const store = opened.value;
const mebibyte = 1024 * 1024;
const readBody = createBodyReader({
  bodyBytesMax: 25 * mebibyte,
  bodiesBytesMax: 256 * mebibyte,
  clientSharePercent: 100,
  bodyWaitMs: 0,
  bodyTimeoutMs: 30_000,
  bodyRateMin: 1024,
  bodyRateWindowMs: 5000,
});
const app = express();
app.disable('etag');
app.post('/echo', async (request, response) => {
  const body = await readBody(request, response, 'bench');
  if (!body.ok) {
    response.status(500).end();
    return;
  }
  const blob = { key: randomUUID(), bytes: body.value, contentType: 'application/fhir+json' };
  const kept = await store.write({ blobs: [blob], audit: [] });
  response.status(kept.ok ? 200 : 503).setHeader('Content-Type', 'application/fhir+json');
  response.end(body.value);
});
app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
