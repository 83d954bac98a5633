import { type ProblemType, problemDocument, problems } from '#/domain/api/problems.ts';
import { corsHeaders } from './cors.ts';

/**
 * What the gateway itself refuses, by API Gateway's names of its gateway responses, and the problem that each becomes.
 * MISSING_AUTHENTICATION_TOKEN is what API Gateway calls a method or path that it does not have.
 */
export const gatewayResponses = {
  UNAUTHORIZED: 'unauthenticated',
  ACCESS_DENIED: 'forbidden',
  MISSING_AUTHENTICATION_TOKEN: 'no-such-route',
  REQUEST_TOO_LARGE: 'body-too-large',
  THROTTLED: 'too-many-requests',
  DEFAULT_4XX: 'malformed-request',
  INTEGRATION_TIMEOUT: 'unavailable',
  DEFAULT_5XX: 'internal',
} as const satisfies Record<string, ProblemType>;

export type GatewayResponse = keyof typeof gatewayResponses;

const securityHeaders = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** Where somebody with another instance's token finds the right door. */
const challenge = { 'www-authenticate': 'Bearer', link: '</.well-known/coachvault>; rel="service-meta"' } as const;
const retry = { 'retry-after': '1' } as const;

const extraHeaders: Partial<Record<ProblemType, Readonly<Record<string, string>>>> = {
  unauthenticated: challenge,
  'too-many-requests': retry,
  unavailable: retry,
};

export type GatewayAnswer = { status: number; headers: Record<string, string>; body: Buffer };

/** The whole answer of a refusal. */
export function gatewayAnswer(response: GatewayResponse, requestId: string): GatewayAnswer {
  const type = gatewayResponses[response];
  const body = Buffer.from(JSON.stringify(problemDocument(type, {}, requestId)));
  const headers = {
    'content-type': 'application/problem+json',
    'content-length': String(body.length),
    'x-amzn-requestid': requestId,
    ...securityHeaders,
    ...corsHeaders,
    ...extraHeaders[type],
  };
  return { status: problems[type].status, headers, body };
}
