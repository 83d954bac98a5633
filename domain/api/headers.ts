import { pageStyleHash } from '#/domain/documents/page-style.ts';
import type { ProblemType } from './problems.ts';

/** On every answer, whoever gives it: what it says is kept by no browser and no proxy. */
export const securityHeaders = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** On pages besides: nothing is loaded, run, sent or framed. The one style sheet in the page counts, named by its hash. */
export const pageHeaders = {
  'content-security-policy': `default-src 'none'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
} as const;

/** Any page may call the API: it takes bearer tokens and no cookies, so a page has no authority that it did not bring. */
export const corsHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag,Link,Location,Retry-After,WWW-Authenticate,x-amzn-RequestId',
};

/** The answer to a browser's question before the call, for a path that has these methods. */
export const preflightHeaders = (methods: readonly string[]): Readonly<Record<string, string>> => ({
  ...corsHeaders,
  'access-control-allow-methods': [...methods, 'OPTIONS'].join(','),
  'access-control-allow-headers': 'Authorization,Content-Type,Idempotency-Key,If-Match',
  'access-control-max-age': '7200',
});

/** Where somebody with another instance's token finds the right door. */
const challenge = { 'www-authenticate': 'Bearer', link: '</.well-known/coachvault>; rel="service-meta"' } as const;

/** What goes with a problem: where to sign in, or how many seconds to wait. */
export function problemHeaders(type: ProblemType, retryAfter = 1): Readonly<Record<string, string>> {
  if (type === 'unauthenticated' || type === 'session-ended') return challenge;
  return type === 'too-many-requests' || type === 'unavailable' ? { 'retry-after': String(retryAfter) } : {};
}
