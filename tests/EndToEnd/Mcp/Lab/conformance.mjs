// A server with everything that the package @modelcontextprotocol/conformance looks for, over Streamable HTTP with
// sessions, event streams that can be resumed, and a Host of its own machine only.
//   node conformance.mjs PORT
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema, CompleteRequestSchema, CreateMessageResultSchema, ElicitResultSchema, GetPromptRequestSchema,
  ListPromptsRequestSchema, ListResourcesRequestSchema, ListResourceTemplatesRequestSchema, ListToolsRequestSchema,
  ReadResourceRequestSchema, SetLevelRequestSchema, SubscribeRequestSchema, UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const said = (text) => ({ content: [{ type: 'text', text }] });
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const picture = { type: 'image', data: png, mimeType: 'image/png' };
const embedded = (uri, mimeType, text) => ({ type: 'resource', resource: { uri, mimeType, text } });
const text = { type: 'string' };

async function ask(extra, message, properties, required) {
  const requestedSchema = { type: 'object', properties, required };
  const params = { message, requestedSchema };
  const answer = await extra.sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema);
  return `action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`;
}

const tools = {
  test_simple_text: ['Says a sentence', {}, () => said('This is a simple text response for testing.')],
  test_image_content: ['Shows a picture', {}, () => ({ content: [picture] })],
  test_audio_content: ['Plays a sound', {}, () => ({
    content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }] })],
  test_embedded_resource: ['Carries a resource', {}, () => ({
    content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')] })],
  test_multiple_content_types: ['Shows a bit of everything', {}, () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' }, picture,
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ] })],
  test_tool_with_logging: ['Tells what it does', {}, async (given, extra) => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await extra.sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
      await pause(50);
    }
    return said('Told.');
  }],
  test_tool_with_progress: ['Tells how far it is', {}, async (given, extra) => {
    const progressToken = extra._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      const step = { method: 'notifications/progress', params: { progressToken, progress, total: 100 } };
      if (progressToken !== undefined) await extra.sendNotification(step);
      await pause(50);
    }
    return said('Arrived.');
  }],
  test_error_handling: ['Fails', {}, () => ({
    ...said('This tool intentionally returns an error for testing'), isError: true })],
  test_reconnection: ['Hangs up before it answers', {}, async (given, extra) => {
    await pause(50);
    extra.closeSSEStream?.();
    await pause(50);
    return said('Said after the stream was closed.');
  }],
  test_sampling: ['Has the model say something', { prompt: text }, async (given, extra) => {
    const messages = [{ role: 'user', content: { type: 'text', text: given.prompt } }];
    const params = { messages, maxTokens: 100 };
    const answer = await extra.sendRequest({ method: 'sampling/createMessage', params }, CreateMessageResultSchema);
    return said(`LLM response: ${answer.content.text}`);
  }],
  test_elicitation: ['Asks the user', { message: text }, async (given, extra) => said(
    `User response: ${await ask(extra, given.message, { username: text, email: text }, ['username', 'email'])}`)],
  test_elicitation_sep1034_defaults: ['Asks with suggestions', {}, async (given, extra) => said(
    `Elicitation completed: ${await ask(extra, 'Please look these over', {
      name: { type: 'string', default: 'John Doe' },
      age: { type: 'integer', default: 30 },
      score: { type: 'number', default: 95.5 },
      status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
      verified: { type: 'boolean', default: true },
    }, [])}`)],
  test_elicitation_sep1330_enums: ['Asks to choose', {}, async (given, extra) => {
    const options = ['option1', 'option2', 'option3'];
    const titled = ['First', 'Second', 'Third'].map((title, n) => ({ const: `value${n + 1}`, title }));
    return said(`Elicitation completed: ${await ask(extra, 'Please choose', {
      untitledSingle: { type: 'string', enum: options },
      titledSingle: { type: 'string', oneOf: titled },
      legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
      untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
      titledMulti: { type: 'array', items: { anyOf: titled } },
    }, [])}`);
  }],
};

const schema2020 = {
  name: 'json_schema_2020_12_tool',
  description: 'Tool with JSON Schema 2020-12 features',
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    $defs: { address: { type: 'object', properties: { street: text, city: text } } },
    properties: { name: text, address: { $ref: '#/$defs/address' } },
    additionalProperties: false,
  },
};
const listed = Object.entries(tools).map(([name, [description, properties]]) => ({
  name, description, inputSchema: { type: 'object', properties, required: Object.keys(properties) },
}));

const resources = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: png },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Somebody may be told when this changes.' },
};
function read(uri) {
  const id = /^test:\/\/template\/(.+)\/data$/.exec(uri)?.[1];
  const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
  const content = id ? { mimeType: 'application/json', text: data } : resources[uri];
  if (!content) throw new Error(`there is no resource ${uri}`);
  return { contents: [{ uri, ...content }] };
}

const user = (content) => ({ role: 'user', content });
const line = (value) => user({ type: 'text', text: value });
const argument = (name) => ({ name, description: `The ${name}`, required: true });
const prompts = {
  test_simple_prompt: [[], () => [line('This is a simple prompt for testing.')]],
  test_prompt_with_arguments: [['arg1', 'arg2'], (given) => [
    line(`Prompt with arguments: arg1='${given.arg1}', arg2='${given.arg2}'`)]],
  test_prompt_with_embedded_resource: [['resourceUri'], (given) => [
    user(embedded(given.resourceUri, 'text/plain', 'Embedded resource content for testing.')),
    line('Please process the embedded resource above.')]],
  test_prompt_with_image: [[], () => [user(picture), line('Please analyze the image above.')]],
};

function serve(transport) {
  const server = new Server({ name: 'conformance', version: '1' }, {
    capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, logging: {}, completions: {} },
  });
  const on = (schema, action) => server.setRequestHandler(schema, action);
  on(ListToolsRequestSchema, () => ({ tools: [...listed, schema2020] }));
  on(CallToolRequestSchema, ({ params }, extra) => {
    if (!tools[params.name]) throw new Error(`there is no tool ${params.name}`);
    return tools[params.name][2](params.arguments ?? {}, { ...extra, _meta: params._meta });
  });
  on(ListResourcesRequestSchema, () => ({
    resources: Object.entries(resources).map(([uri, { mimeType }]) => ({
      uri, name: uri.slice(7), description: `The resource ${uri.slice(7)}`, mimeType })),
  }));
  on(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template', description: 'By its id' }],
  }));
  on(ReadResourceRequestSchema, ({ params }) => read(params.uri));
  on(SubscribeRequestSchema, () => ({}));
  on(UnsubscribeRequestSchema, () => ({}));
  on(ListPromptsRequestSchema, () => ({
    prompts: Object.entries(prompts).map(([name, [names]]) => ({
      name, description: `The prompt ${name}`, arguments: names.map(argument) })),
  }));
  on(GetPromptRequestSchema, ({ params }) => ({ messages: prompts[params.name][1](params.arguments ?? {}) }));
  on(CompleteRequestSchema, () => ({ completion: { values: ['paris', 'park'], total: 2, hasMore: false } }));
  on(SetLevelRequestSchema, () => ({}));
  return server.connect(transport);
}

/** Events by their ids, so that a client that comes back gets what it missed. */
class Events {
  #kept = [];

  async storeEvent(stream, message) {
    this.#kept.push({ stream, message });
    return String(this.#kept.length);
  }

  async replayEventsAfter(last, { send }) {
    const { stream } = this.#kept[Number(last) - 1];
    for (let n = Number(last); n < this.#kept.length; n++) {
      const event = this.#kept[n];
      const isEmpty = Object.keys(event.message).length === 0;
      if (event.stream === stream && !isEmpty) await send(String(n + 1), event.message);
    }
    return stream;
  }
}

const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const sessions = new Map();
http.createServer(async (request, response) => {
  const origin = request.headers.origin?.replace(/^https?:\/\//, '');
  if (!local.test(request.headers.host) || (origin && !local.test(origin))) {
    response.writeHead(403).end();
    return;
  }
  let transport = sessions.get(request.headers['mcp-session-id']);
  if (!transport) {
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID, eventStore: new Events(), retryInterval: 100,
      onsessioninitialized: (id) => { sessions.set(id, transport); },
    });
    await serve(transport);
  }
  await transport.handleRequest(request, response);
}).listen(Number(process.argv[2]), '127.0.0.1');
