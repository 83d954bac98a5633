import * as z from 'zod/mini';
import type { Relation, Role } from '#/domain/access/roles.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { type IdKind, id } from '#/domain/ids.ts';
import { once } from '#/domain/once.ts';
import type { SignedMediaType } from '#/domain/proof/signed-document.ts';

type Shape = Readonly<Record<string, z.ZodMiniType>>;
/** One way in: a role (from the token) together with how the caller stands to what the path names (from the tables). */
export type Way = { readonly role: Role; readonly relation: Relation };

type RouteFacts<Path extends string> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: Path;
  /** One sentence for the API document. */
  readonly says: string;
  /** Who may, in which relation; `public` routes reach no personal data at all. */
  readonly who: 'public' | readonly Way[];
  /** What the data is used for; the door refuses to open anything collected for another purpose. */
  readonly purposes: readonly Purpose[];
  readonly status: 200 | 201 | 202 | 204;
  /** Answers 202 instead while a member of the answer has this value: somebody of ours has to look first. */
  readonly acceptedWhile?: { readonly member: string; readonly is: string };
  /** What the answer is when it is not JSON. */
  readonly mediaType?: 'text/calendar' | 'text/html' | 'text/plain' | 'application/octet-stream' | SignedMediaType;
  /** PATCH and DELETE name the version they change. */
  readonly ifMatch?: true;
  /** Takes a sign-in of the last five minutes, whatever the token is still good for. */
  readonly freshSignIn?: true;
  /** The GET route that answers a repeated POST, and the path parameter that the stored resource id fills. */
  readonly replay?: { readonly route: string; readonly id?: string };
};

/** One operation of the API, as data. The gateway, the OpenAPI document, the handlers and the tests all read it. */
export type Route<
  Path extends string = string,
  Query extends Shape = Shape,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Answer extends z.ZodMiniType = z.ZodMiniType,
> = RouteFacts<Path> & {
  readonly query?: Query;
  /** Strict object: unknown fields are refused. */
  readonly body?: Body;
  /** Parsed on the way out, so that an undeclared field cannot leave. */
  readonly answer?: Answer;
};

/** Schemas are made at the first request that needs them: a cold start serves one route of many. */
type Schemas<Q extends Shape, B extends z.ZodMiniType, A extends z.ZodMiniType> = {
  readonly query?: () => Q;
  readonly body?: () => B;
  readonly answer?: () => A;
};

/** Declares a route; what makes its schemas is called once, when somebody reads them. */
export function route<
  const Path extends string,
  const Q extends Shape,
  B extends z.ZodMiniType,
  A extends z.ZodMiniType,
>({ query, body, answer, ...facts }: RouteFacts<Path> & Schemas<Q, B, A>): Route<Path, Q, B, A> {
  const getters = Object.entries({ query, body, answer }).flatMap(([name, make]) =>
    make ? [[name, { enumerable: true, get: once<unknown>(make) }] as const] : [],
  );
  return Object.defineProperties(facts as unknown as Route<Path, Q, B, A>, Object.fromEntries(getters));
}

type ParamNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamNames<Rest> : never;
export type ParamsOf<R> = R extends { path: infer P extends string } ? Readonly<Record<ParamNames<P>, string>> : never;
export type BodyOf<R> = R extends { body?: infer B extends z.ZodMiniType } ? z.output<B> : undefined;
export type AnswerOf<R> = R extends { answer?: infer A extends z.ZodMiniType } ? z.input<A> : undefined;
export type QueryOf<R> = R extends { query?: infer Q extends Shape } ? { [K in keyof Q]: z.output<Q[K]> } : unknown;

/** How many printable ASCII characters an Idempotency-Key has. */
export const idempotencyKeyLength = { min: 8, max: 128 } as const;

/** Which kind of id each path parameter is. */
const paramKinds: Readonly<Record<string, IdKind>> = {
  personId: 'person',
  organizationId: 'organization',
  invitationId: 'invitation',
  termsId: 'terms',
  engagementId: 'engagement',
  agreementId: 'agreement',
  sessionId: 'session',
  noteId: 'note',
  goalId: 'goal',
  actionId: 'action',
  messageId: 'message',
  recordingId: 'recording',
  insightId: 'insight',
  integrationId: 'integration',
  deliveryId: 'delivery',
  requestId: 'request',
  importId: 'import',
  holdId: 'hold',
  grantId: 'grant',
  guardianshipId: 'guardianship',
  reviewId: 'review',
  incidentId: 'incident',
  approvalId: 'approval',
  taskId: 'task',
};

/** Path parameters that are no ids: what they look like, and an example of one. */
const paramWords: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  noticeId: { pattern: /^[a-z_]{1,40}\.[1-9]\d{0,3}$/, example: 'session_recording.1' },
  part: { pattern: /^[1-9]\d{0,4}$/, example: '1' },
  sequence: { pattern: /^[1-9]\d{0,8}$/, example: '12' },
  number: { pattern: /^\d{4}$/, example: '0001' },
  caseRole: { pattern: /^[a-z]{3,20}$/, example: 'commander' },
  proofId: { pattern: /^\d{8}T\d{6}Z$/, example: '20261121T023000Z' },
};

export const paramNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

/** The schema of a path parameter: an id of the kind its name says, or a word. */
export function paramSchema(name: string) {
  const kind = paramKinds[name];
  if (kind) return id(kind);
  const word = paramWords[name];
  if (word) return z.string().check(z.regex(word.pattern, `must look like ${word.example}`));
  throw new TypeError(`Nothing says what {${name}} is; add it to paramKinds or paramWords in domain/api/route.ts.`);
}

/** A value that a path parameter could have. */
export const paramExample = (name: string): string =>
  paramWords[name]?.example ?? `eu.${paramKinds[name]}_01J9ZC8QX1V5N4B7T2W3Y6K8M0`;

export const paramsSchema = (path: string) =>
  z.strictObject(Object.fromEntries(paramNames(path).map((name) => [name, paramSchema(name)])));

/** `limit` and `cursor`, as every list takes them; query values arrive as strings. */
export const paging = once(() => ({
  limit: z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,3}$/, 'must be a whole number from 1 to 100')),
      z.pipe(
        z.transform((value: string) => Number(value)),
        z.int().check(z.minimum(1), z.maximum(100)),
      ),
    ),
    25,
  ),
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1024}$/, 'must be a cursor from an earlier answer'))),
}));

export const page = <T extends z.ZodMiniType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.nullable(z.string()) });
