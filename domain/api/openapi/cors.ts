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
