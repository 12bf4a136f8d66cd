// Serves dist/ on this machine only, until interrupted, as the plain static hosts do that the page is made for.
//
//   node serve.mjs PORT   (or the first free one of the twenty after it)

import { serve } from './server.mjs';

const TRIES = 20;
const asked = Number(process.argv[2]);

async function fromPort(port) {
  try {
    return await serve({ port, headers: { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' } });
  } catch (error) {
    if (error.code !== 'EADDRINUSE' || port >= asked + TRIES) throw error;
    if (port === asked) console.log(`Port ${port} is taken.`);
    return fromPort(port + 1);
  }
}

const { url } = await fromPort(asked);
console.log(`\nSegmenta is at ${url}  (Ctrl-C ends)`);
