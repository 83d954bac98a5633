import { request } from 'node:http';
import type { ApiAnswer } from '#/test/support/instance.ts';

export type RawCall = {
  readonly method: string;
  /** Sent as it stands: nothing is normalised or escaped. */
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

/** Sends exactly these bytes, where fetch would mend a path or refuse a header. */
export function rawCall(url: string, { method, path, token, headers = {}, body }: RawCall): Promise<ApiAnswer> {
  const { hostname, port } = new URL(url);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const sent = { 'content-type': 'application/json', ...authorization, ...headers };
  return new Promise((resolve, reject) => {
    const sending = request({ hostname, port, method, path, headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const received = new Headers();
        for (const [name, value] of Object.entries(response.headers)) received.set(name, String(value));
        const isJson = received.get('content-type')?.includes('json') === true && text !== '';
        resolve({ status: response.statusCode ?? 0, headers: received, body: isJson ? JSON.parse(text) : text });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
