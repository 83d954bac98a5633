import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WayOut } from '#/lambdas/platform/runtime.ts';

/** An answer of a third party: nothing of it is kept but its status and whether it acknowledges. */
export type Reply = { readonly status: number; readonly body: string };
export type Message = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Nothing was sent, or no answer came in time. The reason names no host: it goes to the log. */
export class NoReply extends Error {
  readonly reason: 'address' | 'network' | 'time';
  constructor(reason: NoReply['reason'], options?: ErrorOptions) {
    super(`A third party could not be reached: ${reason}.`, options);
    this.name = 'NoReply';
    this.reason = reason;
  }
}

/** For all of it: name, connection, answer. */
const patienceMs = 10_000;
const bodyAtMost = 16 * 1024;

/**
 * The one address that the connection may use. The name is resolved once and every address of it has to be allowed, so a
 * name that leads inside some of the time leads nowhere.
 */
async function addressOf(host: string, { resolve, isAllowed }: WayOut): Promise<string> {
  if (isIP(host) !== 0) throw new NoReply('address');
  const addresses = await resolve(host).catch((cause: unknown) => Promise.reject(new NoReply('network', { cause })));
  const [address] = addresses;
  if (address === undefined || !addresses.every(isAllowed)) throw new NoReply('address');
  return address;
}

/** Answers the connection’s own question for the name with the address that was looked at: nobody asks the name again. */
const pinnedTo =
  (address: string): LookupFunction =>
  (_, options, answer) => {
    const family = isIP(address);
    if (options.all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };

/** As much of the body as is looked at; the rest is not waited for. */
async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bodyAtMost) break;
  }
  return Buffer.concat(chunks).subarray(0, bodyAtMost).toString();
}

function send(
  { hostname, pathname, search }: URL,
  message: Message,
  address: string,
  way: WayOut,
  signal: AbortSignal,
) {
  return new Promise<Reply>((resolve, reject) => {
    const outgoing = request({
      method: 'POST',
      host: hostname,
      servername: hostname,
      port: way.port,
      path: `${pathname}${search}`,
      headers: { ...message.headers, 'content-length': Buffer.byteLength(message.body) },
      lookup: pinnedTo(address),
      agent: false,
      signal,
      ...(way.ca === undefined ? {} : { ca: way.ca }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      bodyOf(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    outgoing.end(message.body);
  });
}

const within = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new NoReply('time')), { once: true });
    }),
  ]);

/**
 * Posts a message to a third party: https only, to an allowed address, following no redirect, reading little of the answer.
 * @throws NoReply
 */
export async function post(url: URL, message: Message, way: WayOut): Promise<Reply> {
  const signal = AbortSignal.timeout(patienceMs);
  if (url.protocol !== 'https:') throw new NoReply('address');
  const address = await within(signal, addressOf(url.hostname, way));
  return within(signal, send(url, message, address, way, signal)).catch((cause: unknown) => {
    throw cause instanceof NoReply ? cause : new NoReply(signal.aborted ? 'time' : 'network', { cause });
  });
}
