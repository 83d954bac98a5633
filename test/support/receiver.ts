import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { WayOut } from '#/lambdas/platform/runtime.ts';
import { selfSigned } from './certificate.ts';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders &
    Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>;
  readonly body: string;
};
export type Answer = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };

/** A third party on this machine: an https server with a certificate of its own. */
export type Receiver = {
  readonly host: string;
  readonly received: Received[];
  /** How it answers from now on; 200 without a body until then. May never answer. */
  answer: (message: Received) => Answer | Promise<Answer>;
  /** The way to it and to nothing else, for `runtime.wayOut`. */
  readonly way: WayOut;
  close(): Promise<void>;
};

/** An answer that acknowledges what was received. */
export const acknowledging = ({ headers }: Received): Answer => ({
  status: 200,
  body: JSON.stringify({ acknowledged: headers['webhook-id'] }),
});

export async function givenReceiver(host = 'hooks.calendar.example'): Promise<Receiver> {
  const { cert, key } = selfSigned(host);
  const server = createServer({ cert, key });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    host,
    received: [],
    answer: () => ({ status: 200 }),
    way: {
      resolve: async (name) => (name === host ? ['127.0.0.1'] : []),
      isAllowed: (address) => address === '127.0.0.1',
      port,
      ca: cert,
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  server.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const message = { path: request.url ?? '', headers: request.headers as Received['headers'], body };
    receiver.received.push(message);
    const { status, body: answered = '', headers = {} } = await receiver.answer(message);
    response.writeHead(status, headers).end(answered);
  });
  return receiver;
}
