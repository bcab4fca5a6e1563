// The two clients against a mock of their APIs, through the proxy. Arguments: proxy host, proxy port, mock host, mock
// port, and, for TLS in a tunnel, the files of the mock's certificate, its key, and of the authority to trust. Writes one
// JSON document with what was sent and what was received.
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { Readable } from 'node:stream';
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const [proxyHost, proxyPort, mockHost, mockPort, certificate, key, authority] = process.argv.slice(2);
const read = file => fs.readFileSync(file);
const base = `${certificate ? 'https' : 'http'}://${mockHost}:${mockPort}`;
const tokens = Array.from({ length: 60 }, (_, i) => [' The', ' river', ' carried', ' äöü 🙂', ' water,', '\n'][i % 6] + i);
const text = tokens.join('');
const seen = { headers: {}, bodies: 0, attempts: 0, sent: '', received: '', aborted: [] };

const chatEvent = content => `data: ${JSON.stringify({
  id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'mock', choices: [{ index: 0, delta: { content } }] })}\n\n`;
const named = (type, rest) => `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
const messageEvents = () => [
  named('message_start', { message: {
    id: 'm1', type: 'message', role: 'assistant', model: 'mock', content: [], stop_reason: null, stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 } } }),
  named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  named('ping', {}),
  ...tokens.map(t => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text: t } })),
  named('content_block_stop', { index: 0 }),
  named('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 60 } }),
  named('message_stop', {}),
];

const serve = listener => certificate
  ? https.createServer({ cert: read(certificate), key: read(key) }, listener) : http.createServer(listener);
const mock = serve((request, response) => {
  seen.headers[request.url] = request.headers;
  request.resume().on('end', () => {
    seen.bodies++;
    if (request.url.startsWith('/flaky/') && seen.attempts++ === 0) {
      response.writeHead(503, { 'content-type': 'application/json', 'retry-after-ms': '10' }).end('{"error":{"message":"later"}}');
      return;
    }

    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (request.url.startsWith('/endless/')) {
      response.on('close', () => seen.aborted.push(performance.now()));
      response.write(chatEvent('first'));
      return;
    }

    const events = request.url.endsWith('/messages') ? messageEvents() : [...tokens.map(chatEvent), 'data: [DONE]\n\n'];
    seen.sent = events.join('');
    (function next() {
      if (events.length === 0) return response.end();
      response.write(events.shift(), () => setImmediate(next));
    })();
  });
});

// A TLS connection inside a tunnel of the proxy.
const tunnel = target => new Promise((resolve, reject) => {
  http.request({ host: proxyHost, port: proxyPort, method: 'CONNECT', path: target.host })
    .on('connect', (answer, socket) => answer.statusCode === 200
      ? resolve(tls.connect({ socket, ca: read(authority), host: target.hostname, ALPNProtocols: ['http/1.1'] }))
      : reject(new Error(`CONNECT: ${answer.statusCode}`)))
    .on('error', reject)
    .end();
});

// A fetch that asks a forward proxy, where the target of a request is the whole URL, or goes through its tunnel.
async function proxyFetch(url, init = {}) {
  const headers = Object.fromEntries(new Headers(init.headers));
  const target = new URL(url);
  const connection = certificate ? await tunnel(target) : undefined;
  const place = certificate
    ? { createConnection: () => connection, path: target.pathname + target.search }
    : { host: proxyHost, port: proxyPort, path: target.href };
  return new Promise((resolve, reject) => {
    const request = http.request({
      ...place, method: init.method ?? 'GET', headers: { ...headers, host: target.host }, signal: init.signal ?? undefined,
    }, answer => {
      seen.received = '';
      answer.on('data', piece => { seen.received += piece; });
      resolve(new Response(Readable.toWeb(answer), { status: answer.statusCode, headers: new Headers(Object.entries(answer.headers)) }));
    });
    request.on('error', reject);
    request.end(init.body);
  });
}

const openai = path => new OpenAI({
  apiKey: 'test', baseURL: `${base}${path}`, fetch: proxyFetch, maxRetries: 2,
  defaultHeaders: { 'X-Session-Id': 'session-7f', 'OpenAI-Beta': 'none' } });
const ask = { model: 'mock', stream: true, messages: [{ role: 'user', content: 'How high is the water?' }] };

async function chat(path) {
  let received = '';
  for await (const event of await openai(path).chat.completions.create(ask)) received += event.choices[0]?.delta?.content ?? '';
  return received;
}

async function abort() {
  const controller = new AbortController();
  const stream = await openai('/endless/v1').chat.completions.create(ask, { signal: controller.signal });
  for await (const _ of stream) break;
  const before = seen.aborted.length;
  const at = performance.now();
  controller.abort();
  while (seen.aborted.length === before && performance.now() - at < 5000) await new Promise(setImmediate);
  return (seen.aborted[before] ?? Infinity) - at;
}

await new Promise(ready => mock.listen(Number(mockPort), mockHost, ready));
const result = { text, openai: await chat('/v1') };
result.openaiWire = seen.received === seen.sent;
result.done = seen.received.endsWith('data: [DONE]\n\n');
result.openaiHeaders = seen.headers['/v1/chat/completions'];
const anthropic = new Anthropic({
  apiKey: 'test', baseURL: base, fetch: proxyFetch, defaultHeaders: { 'X-Session-Id': 'session-7f' } });
const stream = anthropic.messages.stream({ model: 'mock', max_tokens: 100, messages: ask.messages });
result.anthropic = await stream.finalText();
result.anthropicWire = seen.received === seen.sent;
result.anthropicHeaders = seen.headers['/v1/messages'];
result.retried = await chat('/flaky/v1');
result.attempts = seen.attempts;
result.abortMilliseconds = [];
for (let i = 0; i < 5; i++) result.abortMilliseconds.push(await abort());
process.stdout.write(JSON.stringify(result), () => process.exit(0));
