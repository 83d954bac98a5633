/**
 * Every way the API says no, as data (RFC 9457). The functions, API Gateway's own answers and the local gateway all use
 * this table, so a client hears one language whoever refuses. `title` says what is wrong, `mend` what to do.
 */
export type ProblemDefinition = { readonly status: number; readonly title: string; readonly mend: string };

export const problems = {
  'malformed-request': {
    status: 400,
    title: 'The request is not well formed.',
    mend: 'Send JSON that matches the API document at /openapi.json.',
  },
  'invalid-request': {
    status: 400,
    title: 'Some fields are not as the API expects them.',
    mend: 'Correct the fields named under "errors".',
  },
  unauthenticated: {
    status: 401,
    title: 'The request carries no token that this instance accepts.',
    mend: 'Sign in with the user pool of this instance and send its access token.',
  },
  'session-ended': {
    status: 401,
    title: 'The sign-in has ended.',
    mend: 'Sign in again.',
  },
  forbidden: {
    status: 403,
    title: 'The role of the caller does not allow this.',
    mend: 'Ask an administrator of your organisation if you need it.',
  },
  'consent-required': {
    status: 403,
    title: 'Somebody whose consent this takes has not given it.',
    mend: 'They decide under /v1/me/consents; nobody else can.',
  },
  'processing-restricted': {
    status: 403,
    title: 'The person has restricted the use of their data.',
    mend: 'What is held stays as it is. Only they can lift it, under /v1/me/requests.',
  },
  'grant-required': {
    status: 403,
    title: 'No open grant covers this.',
    mend: 'Ask for one under /v1/support/grants; it counts once it is approved, for what it names and as long as it says.',
  },
  'sign-in-too-old': {
    status: 403,
    title: 'This takes a fresh sign-in.',
    mend: 'Sign in again and repeat the request within five minutes.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here for you.',
    mend: 'Check the id; records of other people are never shown.',
  },
  'no-such-route': {
    status: 404,
    title: 'The API has no such operation.',
    mend: 'See /openapi.json for what it has.',
  },
  conflict: {
    status: 409,
    title: 'The record is not in a state that allows this.',
    mend: 'Read the record again and see "detail".',
  },
  'age-required': {
    status: 409,
    title: 'Whether the person may consent alone is not known.',
    mend: 'Tell the country and whether you are of age under /v1/me/age-band, then choose again.',
  },
  'notice-changed': {
    status: 409,
    title: 'The choice does not carry the notice that counts now.',
    mend: 'Read /v1/me/consents again, show its notice, and send the noticeProof that came with it.',
  },
  erased: {
    status: 410,
    title: 'The record was erased and cannot be read by anybody.',
    mend: 'Nothing can bring it back.',
  },
  'link-used': {
    status: 410,
    title: 'The link was used, or its time is over.',
    mend: 'Ask for a new one under /v1/me/requests, as long as the copy is there.',
  },
  'version-changed': {
    status: 412,
    title: 'Somebody changed the record since you read it.',
    mend: 'Read it again, and send its ETag in If-Match.',
  },
  'body-too-large': {
    status: 413,
    title: 'The request is too large.',
    mend: 'Send less than 256 KB.',
  },
  'media-type': {
    status: 415,
    title: 'The body is not of the media type that the operation takes.',
    mend: 'Send Content-Type: application/json, or application/octet-stream where /openapi.json says so.',
  },
  'wrong-instance': {
    status: 421,
    title: 'That id belongs to another instance.',
    mend: 'Send the request to the door of that instance, named under "door".',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'That Idempotency-Key was used for another request.',
    mend: 'Use a new key for a new request.',
  },
  'version-required': {
    status: 428,
    title: 'The request does not say which version it changes.',
    mend: 'Send the ETag of the record in If-Match.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests.',
    mend: 'Wait as long as Retry-After says.',
  },
  internal: {
    status: 500,
    title: 'The service failed.',
    mend: 'Try again; if it stays, report the request id.',
  },
  unavailable: {
    status: 503,
    title: 'The service cannot answer for certain right now.',
    mend: 'Try again after the time in Retry-After, with the same Idempotency-Key.',
  },
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemType = keyof typeof problems;
export type FieldError = { readonly field: string; readonly problem: string };

/** Largest request body a route takes, in bytes; a whole record has to fit a 400 KB item. */
export const maxBodyBytes = 256 * 1024;

/** Extra members: what exactly is wrong, the fields, another door, seconds to wait. Never personal data. */
export type ProblemDetail = {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly door?: string;
  readonly retryAfter?: number;
};

/** Thrown wherever a request is refused; one middleware turns it into the answer. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly extra: ProblemDetail;
  constructor(type: ProblemType, extra: ProblemDetail = {}, options?: ErrorOptions) {
    super(problems[type].title, options);
    this.name = 'Problem';
    this.type = type;
    this.extra = extra;
  }
}

/** The `application/problem+json` document of a problem. */
export function problemDocument(type: ProblemType, extra: ProblemDetail = {}, requestId?: string) {
  const { status, title, mend } = problems[type];
  return {
    type: `https://coachvault.dev/problems/${type}`,
    title,
    status,
    detail: extra.detail ?? mend,
    mend,
    ...(extra.errors ? { errors: extra.errors } : {}),
    ...(extra.door ? { door: extra.door } : {}),
    ...(requestId ? { instance: `urn:request:${requestId}` } : {}),
  };
}
