// What the conformance suite asks a server to offer, on the TypeScript SDK's own server: sessions
// for clients of 2025, none for those of 2026-07-28, both at one address.
import { createServer } from 'node:http';
import { randomBytes, randomUUID } from 'node:crypto';
import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  createRequestStateCodec,
  inputRequired,
  MissingRequiredClientCapabilityError,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from '@modelcontextprotocol/server';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const state = createRequestStateCodec({ key: randomBytes(32) });
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

const text = (words) => ({ type: 'text', text: words });
const answer = (...content) => ({ content });
const embedded = (uri, mimeType, words) => ({ type: 'resource', resource: { uri, mimeType, text: words } });
const object = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required });
const string = { type: 'string' };
const form = (message, requestedSchema) => ({ method: 'elicitation/create', params: { mode: 'form', message, requestedSchema } });
const sampling = (words, maxTokens) => ({
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: text(words) }], maxTokens },
});
const roots = { method: 'roots/list', params: {} };

/** What the client says that it can do. */
const able = (ctx) => ctx.mcpReq.envelope?.['io.modelcontextprotocol/clientCapabilities'] ?? {};

/** What was answered to the questions; nothing until every one of them is. */
function answers(ctx, ...keys) {
  const given = ctx.mcpReq.inputResponses ?? {};
  return keys.every((key) => given[key]?.action === 'accept' || given[key]?.content || given[key]?.roots)
    ? keys.map((key) => given[key])
    : undefined;
}

/** A tool that asks once and tells what it was told. */
function asking(inputRequests, tell, withState = false) {
  return async (_, ctx) => {
    const given = answers(ctx, ...Object.keys(inputRequests));
    if (given) {
      return answer(text(tell(...given)));
    }
    return inputRequired({ inputRequests, ...(withState && { requestState: await state.mint('asked') }) });
  };
}

const name = form('What is your name?', object({ name: string }));
const fact = (reply) => (Array.isArray(reply.content) ? reply.content : [reply.content])[0]?.text;
const elicited = (reply) => `Elicitation completed: action=${reply.action}, content=${JSON.stringify(reply.content)}`;
const options = ['option1', 'option2', 'option3'];
const titled = (...values) => values.map((value) => ({ const: value, title: `Title of ${value}` }));

/**
 * Every tool: what its arguments look like, and what it does. What it asks travels on the stream of
 * its call (send): another might not be open yet.
 */
const tools = {
  test_simple_text: [{}, () => answer(text('This is a simple text response for testing.'))],
  test_image_content: [{}, () => answer({ type: 'image', data: PNG, mimeType: 'image/png' })],
  test_audio_content: [{}, () => answer({ type: 'audio', data: WAV, mimeType: 'audio/wav' })],
  test_embedded_resource: [{}, () => answer(embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'))],
  test_multiple_content_types: [
    {},
    () =>
      answer(
        text('Multiple content types test:'),
        { type: 'image', data: PNG, mimeType: 'image/png' },
        embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
      ),
  ],
  test_error_handling: [{}, () => ({ ...answer(text('This tool intentionally returns an error for testing')), isError: true })],
  test_tool_with_logging: [
    {},
    async (_, ctx) => {
      await ctx.mcpReq.log('info', 'Tool execution started');
      await pause();
      await ctx.mcpReq.log('info', 'Tool processing data');
      await pause();
      await ctx.mcpReq.log('info', 'Tool execution completed');
      return answer(text('Logged three times.'));
    },
  ],
  test_tool_with_progress: [
    {},
    async (_, ctx) => {
      const progressToken = ctx.mcpReq._meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined) {
          await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
        }
        await pause();
      }
      return answer(text('Done.'));
    },
  ],
  test_sampling: [
    { prompt: string },
    async ({ prompt }, ctx) => {
      const reply = await ctx.mcpReq.send(sampling(prompt, 100));
      return answer(text(`LLM response: ${fact(reply)}`));
    },
  ],
  test_elicitation: [
    { message: string },
    async ({ message }, ctx) => {
      const schema = object({ username: { ...string, description: "User's response" }, email: { ...string, description: "User's email address" } });
      const reply = await ctx.mcpReq.send(form(message, schema));
      return answer(text(`User response: action=${reply.action}, content=${JSON.stringify(reply.content)}`));
    },
  ],
  test_elicitation_sep1034_defaults: [
    {},
    async (_, ctx) => {
      const schema = object({
        name: { ...string, default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { ...string, enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      }, []);
      return answer(text(elicited(await ctx.mcpReq.send(form('Please check', schema)))));
    },
  ],
  test_elicitation_sep1330_enums: [
    {},
    async (_, ctx) => {
      const schema = object({
        untitledSingle: { ...string, enum: options },
        titledSingle: { ...string, oneOf: titled('value1', 'value2', 'value3') },
        legacyEnum: { ...string, enum: ['opt1', 'opt2', 'opt3'], enumNames: ['Option One', 'Option Two', 'Option Three'] },
        untitledMulti: { type: 'array', items: { ...string, enum: options } },
        titledMulti: { type: 'array', items: { anyOf: titled('value1', 'value2', 'value3') } },
      }, []);
      return answer(text(elicited(await ctx.mcpReq.send(form('Please choose', schema)))));
    },
  ],
  test_missing_capability: [
    {},
    (_, ctx) => {
      if (!able(ctx).sampling) {
        throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
      }
      return answer(text('The client can sample.'));
    },
  ],
  test_streaming_elicitation: [
    {},
    async (_, ctx) => {
      await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken: ctx.mcpReq._meta?.progressToken ?? 0, progress: 1 } });
      return inputRequired({ inputRequests: { user_name: name } });
    },
  ],
  test_logging_tool: [
    {},
    async (_, ctx) => {
      await ctx.mcpReq.log('info', 'Nobody may hear this who did not ask.');
      return answer(text('Logged.'));
    },
  ],
  test_trigger_tool_change: [{}, () => (stateless.notify.toolsChanged(), answer(text('Told.')))],
  test_trigger_prompt_change: [{}, () => (stateless.notify.promptsChanged(), answer(text('Told.')))],
  test_custom_header: [{ region: { ...string, 'x-mcp-header': 'Region' } }, ({ region }) => answer(text(`Region: ${region}`))],
  test_reconnection: [
    {},
    async (_, ctx) => {
      ctx.http?.closeSSE?.();
      await pause();
      return answer(text('Told on the next stream.'));
    },
  ],
  test_input_required_result_elicitation: [{}, asking({ user_name: name }, (reply) => `Hello, ${reply.content?.name}!`)],
  test_input_required_result_sampling: [{}, asking({ capital_question: sampling('What is the capital of France?', 100) }, fact)],
  test_input_required_result_list_roots: [{}, asking({ client_roots: roots }, (reply) => `Roots: ${reply.roots.length}`)],
  test_input_required_result_request_state: [
    {},
    asking({ confirm: form('Please confirm', object({ ok: { type: 'boolean' } })) }, () => 'state-ok', true),
  ],
  test_input_required_result_tampered_state: [
    {},
    asking({ confirm: form('Please confirm', object({ ok: { type: 'boolean' } })) }, () => 'state-ok', true),
  ],
  test_input_required_result_multiple_inputs: [
    {},
    asking({ user_name: name, greeting: sampling('Generate a greeting', 50), client_roots: roots }, (...replies) => `Got ${replies.length}`, true),
  ],
  test_input_required_result_multi_round: [
    {},
    async (_, ctx) => {
      const round = ctx.mcpReq.requestState();
      const [step, next] = round === undefined ? ['step1', 1] : round === 1 && answers(ctx, 'step1') ? ['step2', 2] : [undefined, 0];
      if (round === 2 && answers(ctx, 'step2')) {
        return answer(text('Both steps done.'));
      }
      const schema = step === 'step2' ? object({ color: string }) : object({ name: string });
      const question = step === 'step2' ? 'Step 2: What is your favorite color?' : 'Step 1: What is your name?';
      return inputRequired({ inputRequests: { [step ?? 'step1']: form(question, schema) }, requestState: await state.mint(next || 1) });
    },
  ],
  test_input_required_result_capabilities: [
    {},
    (_, ctx) => {
      const { elicitation, sampling: sample, roots: list } = able(ctx);
      const inputRequests = {
        ...(elicitation && { user_name: name }),
        ...(sample && { greeting: sampling('Generate a greeting', 50) }),
        ...(list && { client_roots: roots }),
      };
      return Object.keys(inputRequests).length ? inputRequired({ inputRequests }) : answer(text('Nothing to ask.'));
    },
  ],
};

/** Keywords of JSON Schema 2020-12 that nothing on the way may lose. */
const CONTACT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address: { $anchor: 'addressDef', type: 'object', properties: { street: string, city: string } } },
  properties: {
    name: string,
    address: { $ref: '#/$defs/address' },
    contactMethod: { ...string, enum: ['phone', 'email'] },
    phone: string,
    email: string,
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

const resources = {
  'test://static-text': { mimeType: 'text/plain', text: 'This is the content of the static text resource.' },
  'test://static-binary': { mimeType: 'image/png', blob: PNG },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Nothing happens here.' },
};

const said = (...contents) => ({ messages: contents.map((content) => ({ role: 'user', content })) });
const prompts = {
  test_simple_prompt: [[], () => said(text('This is a simple prompt for testing.'))],
  test_prompt_with_arguments: [['arg1', 'arg2'], ({ arg1, arg2 }) => said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
  test_prompt_with_embedded_resource: [
    ['resourceUri'],
    ({ resourceUri }) =>
      said(embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.'), text('Please process the embedded resource above.')),
  ],
  test_prompt_with_image: [[], () => said({ type: 'image', data: PNG, mimeType: 'image/png' }, text('Please analyze the image above.'))],
  test_input_required_result_prompt: [
    [],
    (_, ctx) => {
      const given = answers(ctx, 'user_context');
      return given
        ? said(text(`Context: ${given[0].content.context}`))
        : inputRequired({ inputRequests: { user_context: form('What context should the prompt use?', object({ context: string })) } });
    },
  ],
};

function read(uri) {
  const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
  if (id) {
    return { mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) };
  }
  if (!resources[uri]) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Resource not found', { uri });
  }
  return resources[uri];
}

/** One of a table, or the error that a name not in it deserves. */
function known(table, wanted) {
  if (!Object.hasOwn(table, wanted)) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown: ${wanted}`);
  }
  return table[wanted];
}

function server() {
  const made = new Server(
    { name: 'everything', version: '1.0.0' },
    {
      capabilities: { tools: { listChanged: true }, prompts: { listChanged: true }, resources: { subscribe: true }, completions: {}, logging: {} },
      requestState: { verify: state.verify },
    },
  );
  made.setRequestHandler('tools/list', () => ({
    tools: [
      ...Object.entries(tools).map(([tool, [properties]]) => ({ name: tool, description: `Does what ${tool} is for.`, inputSchema: object(properties) })),
      { name: 'json_schema_2020_12_tool', description: 'Takes a contact.', inputSchema: CONTACT },
    ],
  }));
  made.setRequestHandler('tools/call', ({ params }, ctx) => known(tools, params.name)[1](params.arguments ?? {}, ctx));
  made.setRequestHandler('resources/list', () => ({
    resources: Object.entries(resources).map(([uri, { mimeType }]) => ({ uri, name: uri, description: `Found at ${uri}.`, mimeType })),
  }));
  made.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [{ uriTemplate: 'test://template/{id}/data', name: 'template', description: 'Any id.', mimeType: 'application/json' }],
  }));
  made.setRequestHandler('resources/read', ({ params }) => ({ contents: [{ uri: params.uri, ...read(params.uri) }] }));
  made.setRequestHandler('resources/subscribe', () => ({}));
  made.setRequestHandler('resources/unsubscribe', () => ({}));
  made.setRequestHandler('prompts/list', () => ({
    prompts: Object.entries(prompts).map(([prompt, [names]]) => ({
      name: prompt,
      description: `Says what ${prompt} is for.`,
      arguments: names.map((each) => ({ name: each, description: `The ${each}.`, required: true })),
    })),
  }));
  made.setRequestHandler('prompts/get', ({ params }, ctx) => known(prompts, params.name)[1](params.arguments ?? {}, ctx));
  made.setRequestHandler('completion/complete', () => ({ completion: { values: ['paris', 'park', 'party'], total: 3, hasMore: false } }));
  return made;
}

const stateless = createMcpHandler(server, { legacy: 'reject' });
const withoutSessions = toNodeHandler(stateless);
const sessions = new Map();

/** Keeps what a session's streams were sent, for clients that come back for it. */
function kept() {
  const events = [];
  return {
    storeEvent: async (stream, message) => {
      events.push({ id: `${events.length}`, stream, message });
      return events.at(-1).id;
    },
    getStreamIdForEventId: async (id) => events[Number(id)]?.stream,
    replayEventsAfter: async (id, { send }) => {
      const { stream } = events[Number(id)];
      // What only opened a stream was no message.
      const missed = events.slice(Number(id) + 1).filter((each) => each.stream === stream && each.message.jsonrpc);
      for (const event of missed) {
        await send(event.id, event.message);
      }
      return stream;
    },
  };
}

async function withSessions(request, response, body) {
  const id = request.headers['mcp-session-id'];
  if (id !== undefined && !sessions.has(id)) {
    response.writeHead(404, { 'Content-Type': 'application/json' });
    response.end('{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}');
    return;
  }
  let transport = sessions.get(id);
  if (!transport) {
    transport = new NodeStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      eventStore: kept(),
      retryInterval: 100,
      onsessioninitialized: (begun) => sessions.set(begun, transport),
      onsessionclosed: (ended) => sessions.delete(ended),
    });
    await server().connect(transport);
  }
  await transport.handleRequest(request, response, body);
}

const LOOPBACK = /^(https?:\/\/)?(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const listener = createServer(async (request, response) => {
  if (!LOOPBACK.test(request.headers.host) || (request.headers.origin && !LOOPBACK.test(request.headers.origin))) {
    response.writeHead(403).end();
    return;
  }
  const chunks = await request.toArray();
  let body;
  try {
    body = chunks.length ? JSON.parse(Buffer.concat(chunks)) : undefined;
  } catch {
    response.writeHead(400, { 'Content-Type': 'application/json' });
    response.end('{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}');
    return;
  }
  const modern = body?.params?._meta?.['io.modelcontextprotocol/protocolVersion'] || request.headers['mcp-protocol-version'] === '2026-07-28';
  await (modern ? withoutSessions : withSessions)(request, response, body);
});
listener.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(`http://localhost:${listener.address().port}/mcp`));
