// mcp-remote between a client that knows only standard input and output, and the gateway.
import { mkdtempSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { signInWhenTold } from './browser.mjs';
import { happen, tell } from './person.mjs';

const [server, redirectUri] = process.argv.slice(2);
const { hostname, port } = new URL(redirectUri);
const home = mkdtempSync(resolve('mcp-remote-'));

await tell(async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['node_modules/mcp-remote/dist/proxy.js', server, port, '--host', hostname],
    // Without other programs it finds no browser to open.
    env: { HOME: home, MCP_REMOTE_CONFIG_DIR: home, PATH: dirname(process.execPath) },
    stderr: 'pipe',
  });
  const signIns = signInWhenTold(transport.stderr);
  const client = new Client({ name: 'published', version: '1' });
  await client.connect(transport);
  const call = async (name, text) => (await client.callTool({ name, arguments: { text } })).content[0].text;
  const first = await call('echo', 'first');
  await happen('token goes stale');
  const second = await call('echo', 'second');
  await happen('login elsewhere');
  const last = await call('echo', 'last');
  const saw = { echoes: [first, second, last].join(' '), identity: await call('whoami'), signIns: signIns.count };
  await client.close();
  return saw;
});
