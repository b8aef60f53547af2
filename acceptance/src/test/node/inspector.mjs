// The command line of the MCP Inspector: each call is a process of its own, tokens are in a file.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { signInWhenTold } from './browser.mjs';
import { happen, tell } from './person.mjs';

const [server, redirectUri] = process.argv.slice(2);
const home = mkdtempSync(resolve('inspector-'));

async function call(tool, ...more) {
  const inspector = spawn(
    process.execPath,
    [
      ...['node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js', '--cli', '--server-url', server, '--transport', 'http'],
      ...['--callback-url', redirectUri, '--format', 'json', '--method', 'tools/call', '--tool-name', tool, ...more],
    ],
    // It insists on opening a browser where there is no terminal; without other programs it finds none.
    { env: { MCP_AUTO_OPEN_ENABLED: 'true', HOME: home, MCP_INSPECTOR_SECRET_STORE: 'file', MCP_STORAGE_DIR: home, PATH: dirname(process.execPath) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const signIns = signInWhenTold(inspector.stderr);
  let out = '';
  inspector.stdout.setEncoding('utf8').on('data', (chunk) => (out += chunk));
  const [status] = await new Promise((done) => inspector.on('close', (...how) => done(how)));
  if (status !== 0) {
    throw new Error(`the inspector ended with ${status}: ${signIns.written} ${out}`);
  }
  const { result } = JSON.parse(out);
  return { text: (result ?? JSON.parse(out)).content[0].text, signIns: signIns.count };
}

await tell(async () => {
  const first = await call('echo', '--tool-arg', 'text=first');
  await happen('token goes stale');
  const second = await call('echo', '--tool-arg', 'text=second');
  await happen('login elsewhere');
  const identity = await call('whoami');
  return {
    echoes: [first.text, second.text].join(' '),
    identity: identity.text,
    signIns: first.signIns + second.signIns + identity.signIns,
  };
});
