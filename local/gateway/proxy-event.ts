import type { IncomingMessage } from 'node:http';
import type { APIGatewayEventIdentity, APIGatewayProxyEvent } from 'aws-lambda';
import { binaryMediaType } from '#/domain/api/bytes.ts';
import { apiStage } from '#/lib/names.ts';
import type { Match } from './route-table.ts';

/** Headers of one connection only; API Gateway does not pass them on. */
const NOT_FORWARDED = new Set(['connection', 'content-length', 'expect', 'keep-alive', 'te', 'transfer-encoding']);

const identity = (userAgent: string | undefined, sourceIp: string): APIGatewayEventIdentity => ({
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp,
  user: null,
  userAgent: userAgent ?? null,
  userArn: null,
});

/** `name: [values]` in the order of arrival. Names that differ only in case are one header, named as it first came. */
function headerValues(rawHeaders: readonly string[]): Record<string, string[]> {
  const byName = new Map<string, { name: string; values: string[] }>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const key = name.toLowerCase();
    if (NOT_FORWARDED.has(key)) continue;
    const header = byName.get(key) ?? { name, values: [] };
    header.values.push(rawHeaders[index + 1] ?? '');
    byName.set(key, header);
  }
  return Object.fromEntries([...byName.values()].map(({ name, values }) => [name, values]));
}

function queryValues(query: string): Record<string, string[]> | null {
  const parameters = new URLSearchParams(query);
  const names = [...new Set(parameters.keys())];
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, parameters.getAll(name)]));
}

/** API Gateway gives the last of several values. */
const lastOf = (values: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));

const REQUEST_TIME = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/;
/** `09/Apr/2015:12:34:56 +0000` */
const requestTime = (now: number): string =>
  new Date(now)
    .toUTCString()
    .replace(REQUEST_TIME, (_, day, month, year, time) => `${day}/${month}/${year}:${time} +0000`);

export type Received = {
  readonly request: IncomingMessage;
  readonly match: Match;
  readonly path: string;
  readonly query: string;
  readonly body: Buffer;
  readonly claims: Readonly<Record<string, string>> | undefined;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

function requestContext({ request, match, path, claims, requestId, now }: Received) {
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: claims === undefined ? undefined : { claims },
    domainName: request.headers.host,
    extendedRequestId: requestId,
    httpMethod: match.route.method,
    identity: identity(request.headers['user-agent'], request.socket.remoteAddress ?? ''),
    path,
    protocol: `HTTP/${request.httpVersion}`,
    requestId,
    requestTime: requestTime(now),
    requestTimeEpoch: now,
    resourceId: match.name,
    resourcePath: match.route.path,
    stage: apiStage,
  };
}

/**
 * The event of a REST API's Lambda proxy integration, version 1.0. A body of the binary
 * media type comes in base64, every other one is taken for UTF-8 text; what is absent is null, path and query
 * parameters are decoded.
 */
export function proxyEvent(received: Received): APIGatewayProxyEvent {
  const { request, match, path, query, body } = received;
  const isBinary = request.headers['content-type'] === binaryMediaType;
  const multiValueHeaders = headerValues(request.rawHeaders);
  const multiValueQueryStringParameters = queryValues(query);
  return {
    resource: match.route.path,
    path,
    httpMethod: match.route.method,
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: multiValueQueryStringParameters && lastOf(multiValueQueryStringParameters),
    multiValueQueryStringParameters,
    pathParameters: Object.keys(match.params).length === 0 ? null : { ...match.params },
    stageVariables: null,
    requestContext: requestContext(received),
    body: body.length === 0 ? null : body.toString(isBinary ? 'base64' : 'utf8'),
    isBase64Encoded: isBinary && body.length > 0,
  };
}
