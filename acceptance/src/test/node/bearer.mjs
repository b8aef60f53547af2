// Adds a token, the first line of standard input, to every request: the conformance suite has none.
// To who is asked, its own address looks like theirs.
import { createServer, request as send } from 'node:http';
import { createInterface } from 'node:readline';

const target = new URL(process.argv[2]);
const { value: token } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next();
const theirs = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(`localhost:${listener.address().port}`, target.host)]));
const listener = createServer((request, response) => {
  const onwards = send(
    {
      hostname: target.hostname,
      port: target.port,
      path: target.pathname,
      method: request.method,
      headers: { ...theirs(request.headers), authorization: `Bearer ${token}` },
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    },
  );
  onwards.on('error', () => response.destroy());
  response.on('close', () => onwards.destroy());
  request.pipe(onwards);
});
listener.listen(0, '127.0.0.1', () => console.log(`http://localhost:${listener.address().port}/mcp`));
