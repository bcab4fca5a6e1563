// Uses every feature of an MCP server as its agents do and prints what came back, one JSON line per feature, without
// what differs from run to run. The same lines must come out with and without a proxy in between.
//   node client.mjs stdio COMMAND ARG…      node client.mjs http URL      node client.mjs sse URL
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import {
  CreateMessageRequestSchema, ElicitRequestSchema, ListRootsRequestSchema, LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema, ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

const [kind, target, ...rest] = process.argv.slice(2);
const transport =
  kind === 'stdio' ? new StdioClientTransport({ command: target, args: rest, stderr: 'ignore' })
  : kind === 'http' ? new StreamableHTTPClientTransport(new URL(target))
  : new SSEClientTransport(new URL(target));

const settle = (value) => JSON.parse(JSON.stringify(value, (key, item) =>
  typeof item !== 'string' ? item : item
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replace(/\d{1,2}:\d\d:\d\d( [AP]M)?/g, 'TIME')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID').replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/"(PATH|HOME|PWD|OLDPWD|_|SHLVL|npm_[a-z_]+)": ".*?"/g, '')));
const say = (feature, value) => console.log(JSON.stringify([feature, settle(value)]));
const attempt = async (feature, action) => {
  try { say(feature, await action()); } catch (error) { say(feature, { code: error.code, message: error.message }); }
};

const client = new Client({ name: 'parity', version: '1.0.0' }, {
  capabilities: { sampling: {}, elicitation: {}, roots: { listChanged: true } },
});
const seen = { logs: 0, updated: [], asked: [], progress: [] };
client.setRequestHandler(CreateMessageRequestSchema, async (request) => {
  seen.asked.push(['sampling', request.params.messages[0].content]);
  return { model: 'none', role: 'assistant', content: { type: 'text', text: 'an answer of the model' } };
});
client.setRequestHandler(ElicitRequestSchema, async (request) => {
  seen.asked.push(['elicitation', request.params.message]);
  return { action: 'accept', content: { name: 'Ada', check: true, color: 'red', untitledSingle: 'a' } };
});
client.setRequestHandler(ListRootsRequestSchema, async () => {
  seen.asked.push(['roots']);
  return { roots: [{ uri: 'file:///workspace', name: 'workspace' }] };
});
client.setNotificationHandler(LoggingMessageNotificationSchema, () => { seen.logs++; });
client.setNotificationHandler(ResourceUpdatedNotificationSchema, (n) => { seen.updated.push(n.params.uri); });
client.setNotificationHandler(ToolListChangedNotificationSchema, () => {});

await client.connect(transport);
say('server', { capabilities: client.getServerCapabilities(), version: client.getServerVersion() });
await attempt('instructions', async () => client.getInstructions());
await attempt('ping', () => client.ping());

const capabilities = client.getServerCapabilities() ?? {};
const tools = [];
for (let cursor; ;) {
  const page = await client.listTools(cursor ? { cursor } : {});
  tools.push(...page.tools);
  if (!(cursor = page.nextCursor)) break;
}
say('tools', tools);
if (capabilities.resources) {
  for (let cursor, pages = 0; pages < 4; pages++) {
    const page = await client.listResources(cursor ? { cursor } : {});
    say('resources', page.resources);
    if (!(cursor = page.nextCursor)) break;
  }
  await attempt('resource templates', () => client.listResourceTemplates());
  const first = (await client.listResources()).resources[0];
  if (first) {
    await attempt('resource', () => client.readResource({ uri: first.uri }));
    await attempt('subscribe', () => client.subscribeResource({ uri: first.uri }));
    await attempt('unsubscribe', () => client.unsubscribeResource({ uri: first.uri }));
  }
  await attempt('no resource', () => client.readResource({ uri: 'demo://nothing/at/all' }));
}
if (capabilities.prompts) {
  const { prompts } = await client.listPrompts();
  say('prompts', prompts);
  for (const prompt of prompts) {
    const given = Object.fromEntries((prompt.arguments ?? []).map((one) => [one.name, one.name === 'resourceId' ? '1' : 'London']));
    await attempt(`prompt ${prompt.name}`, () => client.getPrompt({ name: prompt.name, arguments: given }));
    const argument = prompt.arguments?.[0];
    if (argument && capabilities.completions) {
      await attempt(`completion ${prompt.name}`, () => client.complete({
        ref: { type: 'ref/prompt', name: prompt.name }, argument: { name: argument.name, value: '' },
      }));
    }
  }
}
if (capabilities.logging) await attempt('logging level', () => client.setLoggingLevel('debug'));

const calls = JSON.parse(process.env.MCP_CALLS ?? '[]');
for (const [name, given] of calls) {
  await attempt(`call ${name}`, () => client.callTool({ name, arguments: given }, undefined, {
    timeout: 20000,
    onprogress: (step) => { seen.progress.push([name, step.progress, step.total]); },
  }));
}
await attempt('no tool', () => client.callTool({ name: 'no-such-tool', arguments: {} }));
if (process.env.MCP_CANCEL) {
  const [name, given] = JSON.parse(process.env.MCP_CANCEL);
  const stop = new AbortController();
  const running = client.callTool({ name, arguments: given }, undefined, {
    signal: stop.signal, onprogress: () => stop.abort('enough'),
  });
  await attempt('cancelled', () => running);
  await attempt('ping after it', () => client.ping());
}
// A stream that was resumed may bring a message again: what came counts, not how often.
const distinct = (list) => [...new Set(list.map((one) => JSON.stringify(one)))].map((one) => JSON.parse(one));
say('asked', distinct(seen.asked));
// The last step races with the result, after which nobody is told of steps any more.
const steps = distinct(seen.progress).filter((one) => one[1] < one[2]);
say('progress', steps.sort((a, b) => a[1] - b[1]));
if (kind === 'http') await attempt('end of session', async () => { await transport.terminateSession(); return 'ended'; });
await client.close();
say('done', true);
process.exit(0);
