import { corsHeaders, problemHeaders, securityHeaders } from '#/domain/api/headers.ts';
import { type ProblemType, problemDocument, problems } from '#/domain/api/problems.ts';

/**
 * What API Gateway refuses by itself, by its own names, and the problem that each becomes. All are listed, for what is
 * not falls back to a status that its document would not name. MISSING_AUTHENTICATION_TOKEN is what API Gateway calls a
 * method or path that it does not have.
 */
const gatewayRefusals = {
  ACCESS_DENIED: 'forbidden',
  API_CONFIGURATION_ERROR: 'internal',
  AUTHORIZER_CONFIGURATION_ERROR: 'internal',
  AUTHORIZER_FAILURE: 'unavailable',
  BAD_REQUEST_BODY: 'malformed-request',
  BAD_REQUEST_PARAMETERS: 'malformed-request',
  DEFAULT_4XX: 'malformed-request',
  DEFAULT_5XX: 'internal',
  EXPIRED_TOKEN: 'unauthenticated',
  INTEGRATION_FAILURE: 'unavailable',
  INTEGRATION_TIMEOUT: 'unavailable',
  INVALID_API_KEY: 'forbidden',
  INVALID_SIGNATURE: 'unauthenticated',
  MISSING_AUTHENTICATION_TOKEN: 'no-such-route',
  QUOTA_EXCEEDED: 'too-many-requests',
  REQUEST_TOO_LARGE: 'body-too-large',
  RESOURCE_NOT_FOUND: 'no-such-route',
  THROTTLED: 'too-many-requests',
  UNAUTHORIZED: 'unauthenticated',
  UNSUPPORTED_MEDIA_TYPE: 'media-type',
  WAF_FILTERED: 'forbidden',
} as const satisfies Record<string, ProblemType>;

export type GatewayRefusal = keyof typeof gatewayRefusals;

/** Status, headers and document of a refusal. API Gateway fills a request id of `$context.requestId` itself. */
export function refusal(
  name: GatewayRefusal,
  requestId: string,
): { status: number; headers: Readonly<Record<string, string>>; document: ReturnType<typeof problemDocument> } {
  const type = gatewayRefusals[name];
  return {
    status: problems[type].status,
    headers: {
      'content-type': 'application/problem+json',
      ...securityHeaders,
      ...corsHeaders,
      ...problemHeaders(type),
    },
    document: problemDocument(type, {}, requestId),
  };
}

export const gatewayRefusalNames = Object.keys(gatewayRefusals) as GatewayRefusal[];
