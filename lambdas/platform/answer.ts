import type { APIGatewayProxyResult } from 'aws-lambda';
import { type ProblemDetail, type ProblemType, problemDocument, problems } from '#/domain/api/problems.ts';
import type { Route } from '#/domain/api/route.ts';

/** On every answer: personal data is not kept by browsers, and the page it came from stays what it is. */
export const securityHeaders = {
  'Cache-Control': 'no-store',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After, Link',
} as const;

const etagOf = (body: unknown): Record<string, string> => {
  const version = (body as { version?: unknown } | undefined)?.version;
  // Versions, never hashes of the content: a hash would tell two equal notes apart from two different ones.
  return typeof version === 'number' ? { ETag: `"${version}"` } : {};
};

/**
 * The answer of a route, parsed by its contract on the way out: what is not declared cannot leave.
 * @throws ZodError when the operation answers something else, which becomes a 500 without content
 */
export function answer(route: Route, body: unknown): APIGatewayProxyResult {
  if (route.status === 204 || !route.answer)
    return { statusCode: route.status, headers: { ...securityHeaders }, body: '' };
  const parsed = route.answer.parse(body);
  const { mediaType = 'application/json' } = route;
  return {
    statusCode: route.status,
    headers: { ...securityHeaders, 'Content-Type': `${mediaType}; charset=utf-8`, ...etagOf(parsed) },
    body: mediaType === 'application/json' ? JSON.stringify(parsed) : String(parsed),
  };
}

export function problemAnswer(type: ProblemType, extra: ProblemDetail, requestId: string): APIGatewayProxyResult {
  return {
    statusCode: problems[type].status,
    headers: {
      ...securityHeaders,
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...(extra.retryAfter ? { 'Retry-After': String(extra.retryAfter) } : {}),
      ...(problems[type].status === 401
        ? { 'WWW-Authenticate': 'Bearer', Link: '</.well-known/coachvault>; rel="service-meta"' }
        : {}),
    },
    body: JSON.stringify(problemDocument(type, extra, requestId)),
  };
}
