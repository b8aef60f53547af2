// The person's side of a sign-in is played by the test that started this program: it reads the
// address to open from standard output and answers with the address the browser ended at.
import { createInterface } from 'node:readline';

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function say(message) {
  console.log(JSON.stringify(message));
  const { value, done } = await answers.next();
  if (done) {
    throw new Error('the person left');
  }
  return value;
}

/** Sends the person to an address; returns where the browser was redirected to. */
export async function visit(address) {
  return new URL(await say({ visit: String(address) }));
}

/** Lets something happen that this program has no hand in, and waits until it has. */
export async function happen(what) {
  await say({ happen: what });
}

/** Runs a client and tells what it saw; facts only, never a token. */
export async function tell(run) {
  try {
    console.log(JSON.stringify({ saw: await run() }));
    process.exit(0);
  } catch (error) {
    console.log(JSON.stringify({ failed: `${error.name}: ${error.message} ${error.error ?? ''} ${error.error_description ?? ''} ${error.cause?.message ?? ''}` }));
    process.exit(1);
  }
}
