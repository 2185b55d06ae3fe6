import { Socket } from 'node:net';
import express from 'express';
import { expect, test } from 'vitest';
import { messagesFor } from '../../src/http/messages.ts';

test('requests and responses are born with the prototypes that Express gives them', () => {
  const app = express();
  const { get } = app.request;
  const { IncomingMessage, ServerResponse } = messagesFor(app);
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  expect(Object.getPrototypeOf(request)).toBe(app.request);
  expect(Object.getPrototypeOf(response)).toBe(app.response);
  expect(app.request.get).toBe(get);
  expect(app.request.app).toBe(app);
});
