// For programs that write the address to open where a person reads it, and listen themselves.
import { visit } from './person.mjs';

const ADDRESS = /https?:\/\/\S+\/oauth2\/authorize\?\S+/;

/** Signs in at each address written to a stream, and goes where the browser is sent then. */
export function signInWhenTold(stream) {
  const signIns = { count: 0, written: '' };
  stream.setEncoding('utf8');
  stream.on('data', async (chunk) => {
    signIns.written += chunk;
    const [address] = ADDRESS.exec(signIns.written) ?? [];
    if (address && signIns.count === 0 && /\s/.test(signIns.written.slice(signIns.written.indexOf(address) + address.length))) {
      signIns.count++;
      await fetch(await visit(address));
    }
  });
  return signIns;
}
