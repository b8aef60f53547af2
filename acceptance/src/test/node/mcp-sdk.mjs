// The TypeScript SDK, 1.x or 2.x, with an OAuth provider that does no more than its interface asks.
import { randomUUID } from 'node:crypto';
import { happen, tell, visit } from './person.mjs';

const [version, server, redirectUri, era] = process.argv.slice(2);
const { Client, StreamableHTTPClientTransport, UnauthorizedError } =
  version === '2'
    ? await import('@modelcontextprotocol/client')
    : {
        ...(await import('@modelcontextprotocol/sdk/client/index.js')),
        ...(await import('@modelcontextprotocol/sdk/client/streamableHttp.js')),
        ...(await import('@modelcontextprotocol/sdk/client/auth.js')),
      };

const kept = {};
const counted = { registrations: 0, signIns: 0, tokens: 0 };
const authProvider = {
  redirectUrl: redirectUri,
  clientMetadata: {
    client_name: `typescript-sdk-${version}`,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  },
  state: () => (kept.state = randomUUID()),
  clientInformation: () => kept.client,
  saveClientInformation: (client) => {
    counted.registrations++;
    kept.client = client;
  },
  tokens: () => kept.tokens,
  saveTokens: (tokens) => {
    counted.tokens++;
    kept.tokens = tokens;
  },
  redirectToAuthorization: (address) => {
    counted.signIns++;
    kept.address = address;
  },
  saveCodeVerifier: (verifier) => (kept.verifier = verifier),
  codeVerifier: () => kept.verifier,
};

async function connect() {
  const transport = new StreamableHTTPClientTransport(new URL(server), { authProvider });
  const client = new Client({ name: 'published', version: '1' }, { versionNegotiation: { mode: era } });
  try {
    await client.connect(transport);
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || counted.signIns > 1) {
      throw error;
    }
    const { searchParams: answer } = await visit(kept.address);
    if (answer.get('state') !== kept.state) {
      throw new Error('another state came back');
    }
    await transport.finishAuth(...(version === '2' ? [answer] : [answer.get('code')]));
    return connect();
  }
  return { client, transport };
}

await tell(async () => {
  const { client, transport } = await connect();
  const session = transport.sessionId;
  const call = async (name, text) => (await client.callTool({ name, arguments: { text } })).content[0].text;
  const first = await call('echo', 'first');

  await happen('token goes stale');
  const second = await call('echo', 'second');

  await happen('token goes stale');
  const eight = await Promise.all(Array.from({ length: 8 }, (_, i) => call('echo', `${i}`)));

  await happen('login elsewhere');
  const last = await call('echo', 'last');

  const saw = {
    echoes: [first, second, eight.join(''), last].join(' '),
    identity: await call('whoami'),
    sameSession: transport.sessionId === session,
    registrations: counted.registrations,
    signIns: counted.signIns,
    refreshed: counted.tokens > 2,
  };
  await transport.terminateSession();
  await client.close();
  return saw;
});
