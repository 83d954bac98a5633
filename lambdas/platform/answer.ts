import type { APIGatewayProxyResult } from 'aws-lambda';
import { binaryMediaType } from '#/domain/api/bytes.ts';
import { corsHeaders, pageHeaders, problemHeaders, securityHeaders } from '#/domain/api/headers.ts';
import { type ProblemDetail, type ProblemType, problemDocument, problems } from '#/domain/api/problems.ts';
import type { Route } from '#/domain/api/route.ts';

const everywhere = { ...securityHeaders, ...corsHeaders };

const etagOf = (body: unknown): Record<string, string> => {
  const version = (body as { version?: unknown } | undefined)?.version;
  // Versions, never hashes of the content: a hash would tell two equal notes apart from two different ones.
  return typeof version === 'number' ? { etag: `"${version}"` } : {};
};

function statusOf({ status, acceptedWhile }: Route, parsed: unknown): number {
  const waits = acceptedWhile && (parsed as Record<string, unknown>)[acceptedWhile.member] === acceptedWhile.is;
  return waits ? 202 : status;
}

const bytesAnswer = (statusCode: number, body: Uint8Array): APIGatewayProxyResult => ({
  statusCode,
  headers: { ...everywhere, 'content-type': binaryMediaType },
  body: Buffer.from(body).toString('base64'),
  isBase64Encoded: true,
});

/**
 * The answer of a route, parsed by its contract on the way out: what is not declared cannot leave.
 * @throws ZodError when the operation answers something else, which becomes a 500 without content
 */
export function answer(route: Route, body: unknown): APIGatewayProxyResult {
  if (route.status === 204 || !route.answer) return { statusCode: route.status, headers: everywhere, body: '' };
  const parsed = route.answer.parse(body);
  const statusCode = statusOf(route, parsed);
  const { mediaType = 'application/json' } = route;
  if (mediaType === binaryMediaType) return bytesAnswer(statusCode, parsed as Uint8Array);
  return {
    statusCode,
    headers: {
      ...everywhere,
      ...(mediaType === 'text/html' ? pageHeaders : {}),
      'content-type': `${mediaType}; charset=utf-8`,
      ...etagOf(parsed),
    },
    body: mediaType === 'application/json' ? JSON.stringify(parsed) : String(parsed),
  };
}

export function problemAnswer(type: ProblemType, extra: ProblemDetail, requestId: string): APIGatewayProxyResult {
  return {
    statusCode: problems[type].status,
    headers: {
      ...everywhere,
      'content-type': 'application/problem+json; charset=utf-8',
      ...problemHeaders(type, extra.retryAfter),
    },
    body: JSON.stringify(problemDocument(type, extra, requestId)),
  };
}
