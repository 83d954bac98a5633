import { type GatewayRefusal, refusal } from '#/domain/api/openapi/refusals.ts';

export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
};

/** What the gateway itself answers, from the table that API Gateway is configured with. */
export function refusalAnswer(name: GatewayRefusal, requestId: string): WireAnswer {
  const { status, headers, document } = refusal(name, requestId);
  const body = Buffer.from(JSON.stringify(document));
  const own = { 'content-length': String(body.length), 'x-amzn-requestid': requestId };
  return { status, headers: { ...headers, ...own }, body };
}
