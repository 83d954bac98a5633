import { binaryMediaType, bytes } from '#/domain/api/bytes.ts';
import { type ProblemType, problems } from '#/domain/api/problems.ts';
import { idempotencyKeyLength, paramExample, paramNames, paramSchema, type Route } from '#/domain/api/route.ts';
import { type JsonSchema, jsonSchema, type SchemaRegistry } from './schemas.ts';

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** One operation of the public document. */
export function operationOf(name: string, route: Route, area: string, registry: SchemaRegistry, scope: string) {
  const isPublic = route.who === 'public';
  return {
    operationId: name,
    tags: [area],
    summary: route.says,
    ...(route.who === 'public' ? {} : { 'x-roles': [...new Set(route.who.map((way) => way.role))] }),
    'x-purposes': route.purposes,
    security: isPublic ? [] : [{ users: [scope] }],
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: bodyContent(name, route.body, registry),
          },
        }
      : {}),
    responses: { ...answersOf(name, route, registry), ...refusalsOf(route) },
  };
}

/** Bytes have no JSON schema. */
const binary = { [binaryMediaType]: { schema: { type: 'string', format: 'binary' } } } as const;

const bodyContent = (name: string, body: NonNullable<Route['body']>, registry: SchemaRegistry) =>
  body === bytes()
    ? binary
    : { 'application/json': { schema: registry.reference(body, `${capitalised(name)}Body`, 'input') } };

const pathParameters = (route: Route) =>
  paramNames(route.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: jsonSchema(paramSchema(name), 'input'),
    example: paramExample(name),
  }));

function queryParameters(route: Route) {
  return Object.entries(route.query ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.safeParse(undefined).success,
    // `limit` arrives as a string and means a number; its document says what to send.
    schema: name === 'limit' ? { type: 'integer', minimum: 1, maximum: 100, default: 25 } : jsonSchema(schema, 'input'),
  }));
}

const headerParameters = (route: Route) => [
  ...(route.ifMatch
    ? [{ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' }, example: '"3"' }]
    : []),
  ...(route.method === 'POST'
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Repeated with the same key and body, the request is executed once. Kept for 24 hours.',
          schema: {
            type: 'string',
            minLength: idempotencyKeyLength.min,
            maxLength: idempotencyKeyLength.max,
          },
          example: '5f0c2f0e-8d8e-4a57-9d43-5c9d3e1a7b11',
        },
      ]
    : []),
];

function answersOf(name: string, route: Route, registry: SchemaRegistry) {
  const answer = answerOf(name, route, registry);
  const { acceptedWhile } = route;
  if (!acceptedWhile) return { [route.status]: answer };
  const description = `Accepted; \`${acceptedWhile.member}\` is \`${acceptedWhile.is}\`: somebody has to look first.`;
  return { [route.status]: answer, 202: { ...answer, description } };
}

function answerOf(name: string, route: Route, registry: SchemaRegistry) {
  const described = { description: route.says };
  if (!route.answer) return described;
  if (route.answer === bytes()) return { ...described, content: binary };
  const schema = registry.reference(route.answer, `${capitalised(name)}Answer`, 'output');
  return {
    ...described,
    ...(hasVersion(schema, registry)
      ? { headers: { ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } } } }
      : {}),
    content: { [route.mediaType ?? 'application/json']: { schema } },
  };
}

function hasVersion(reference: JsonSchema, registry: SchemaRegistry): boolean {
  const named = registry.schemas[String(reference.$ref).replace('#/components/schemas/', '')];
  const properties = named?.properties;
  return typeof properties === 'object' && properties !== null && 'version' in properties;
}

/** Whether it opens what people wrote for anything but their own rights: a restriction stops that. */
const usesRecords = ({ who, purposes }: Route): boolean =>
  who !== 'public' &&
  purposes.some((purpose) => purpose === 'account' || purpose === 'coaching') &&
  !purposes.includes('data_rights');

/** Which problems a route can answer with: what its parts make possible. */
export function problemsOf(route: Route): ProblemType[] {
  const names = paramNames(route.path);
  const hasIds = names.length > 0;
  const possible: readonly (readonly [boolean, readonly ProblemType[]])[] = [
    [route.who !== 'public', ['unauthenticated', 'session-ended', 'forbidden', 'wrong-instance', 'unavailable']],
    [route.freshSignIn === true, ['sign-in-too-old']],
    [usesRecords(route), ['processing-restricted']],
    [hasIds, ['not-found', 'erased']],
    [names.includes('deliveryId'), ['link-used']],
    [hasIds || route.query !== undefined || route.body !== undefined, ['invalid-request']],
    [route.body !== undefined, ['malformed-request', 'body-too-large', 'media-type']],
    [route.method !== 'GET', ['conflict']],
    [route.method === 'POST', ['idempotency-key-reused']],
    [route.ifMatch === true, ['version-changed', 'version-required']],
    [true, ['too-many-requests', 'internal']],
  ];
  return possible.flatMap(([applies, types]) => (applies ? types : []));
}

function refusalsOf(route: Route) {
  const byStatus = Map.groupBy(problemsOf(route), (type) => problems[type].status);
  return Object.fromEntries(
    [...byStatus].map(([status, types]) => [
      status,
      {
        description: types.map((type) => `\`${type}\`: ${problems[type].title}`).join(' '),
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer' } } as const;
