const LOOPBACK_NAME = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

const nameOf = (hostAndPort: string): string => hostAndPort.replace(/:\d{1,5}$/, '');

/**
 * Whether a Host header names this machine. A page on the internet can point its own name at 127.0.0.1 (DNS rebinding)
 * and then reads us as its own origin; its name stays in the Host header.
 */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && LOOPBACK_NAME.test(nameOf(host));

/** Whether an Origin header is a page served from this machine; `null` (sandboxed frames, files) is not. */
export function isLoopbackOrigin(origin: string): boolean {
  const match = /^https?:\/\/([^/]+)$/i.exec(origin);
  return match?.[1] !== undefined && isLoopbackHost(match[1]);
}

/** What a browser needs to let a page of this machine call us and read the answer. `origin` must be a loopback one. */
export const corsHeaders = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-errortype,x-amzn-ErrorMessage,ETag',
  vary: 'Origin',
});

/** The answer to a browser's question before the call. */
export const preflightHeaders = (origin: string, requestedHeaders: string | undefined): Record<string, string> => ({
  ...corsHeaders(origin),
  'access-control-allow-methods': 'POST,GET,HEAD,PUT,DELETE,OPTIONS',
  'access-control-allow-headers': requestedHeaders ?? 'content-type,x-amz-target,x-amz-user-agent,amz-sdk-request',
  'access-control-allow-private-network': 'true',
  'access-control-max-age': '600',
});
