import { randomUUID } from 'node:crypto';

type Answer = { readonly etag: string | undefined; readonly body: Record<string, unknown> };

export type ApiClient = {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, etag: string | undefined, body: unknown): Promise<Answer>;
};

/** Calls the API as somebody. A refusal throws with the problem's type and detail, which hold nothing personal. */
export function openApiClient(apiUrl: string, token: string): ApiClient {
  async function call(method: string, path: string, headers: Record<string, string>, body: unknown): Promise<Answer> {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok)
      throw new Error(`${method} ${path} was refused: ${response.status} ${answer.type}: ${answer.detail}`);
    return { etag: response.headers.get('etag') ?? undefined, body: answer };
  }
  const json = { 'content-type': 'application/json' };
  return {
    get: (path) => call('GET', path, {}, undefined),
    post: (path, body) => {
      const type = body === undefined ? {} : json;
      return call('POST', path, { ...type, 'idempotency-key': randomUUID() }, body);
    },
    patch: (path, etag = '', body) => call('PATCH', path, { ...json, 'if-match': etag }, body),
  };
}
