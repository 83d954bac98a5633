import type { Area } from '#/domain/api/area.ts';
import { binaryMediaType } from '#/domain/api/bytes.ts';
import { preflightHeaders } from '#/domain/api/headers.ts';
import { paramNames, type Route } from '#/domain/api/route.ts';
import { gatewayRefusalNames, refusal } from './refusals.ts';

/** JSON, with strings that may hold CDK tokens. */
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export type GatewayOptions = {
  readonly title: string;
  readonly version: string;
  /** Whose tokens the one authorizer takes. */
  readonly userPoolArns: readonly string[];
  /** What a token must carry to call anything that is not public. */
  readonly scope: string;
  /** API Gateway's address of an area's function. */
  readonly functionUri: (area: string) => string;
};

/**
 * The OpenAPI 3.0.1 rendering of the contracts that API Gateway imports: paths, authorizer, integrations and its own
 * refusals. Bodies are left out: API Gateway would refuse them without naming the fields, and the functions do name them.
 */
export function forApiGateway(areas: readonly Area[], options: GatewayOptions): Json {
  return {
    openapi: '3.0.1',
    info: { title: options.title, version: options.version },
    'x-amazon-apigateway-binary-media-types': [binaryMediaType],
    paths: pathsOf(areas, options),
    components: { securitySchemes: { users: authorizer(options) } },
    'x-amazon-apigateway-gateway-responses': Object.fromEntries(
      gatewayRefusalNames.map((name) => [name, gatewayResponse(name)]),
    ),
  };
}

/** Nothing is remembered: a refused token is refused at once, and an accepted one is asked for each time. */
const authorizer = ({ userPoolArns }: GatewayOptions): Json => ({
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': {
    type: 'cognito_user_pools',
    providerARNs: [...userPoolArns],
    authorizerResultTtlInSeconds: 0,
  },
});

function pathsOf(areas: readonly Area[], options: GatewayOptions): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const area of areas)
    for (const [name, route] of Object.entries(area.routes)) {
      const path = paths[route.path] ?? {};
      path[route.method.toLowerCase()] = operation(name, route, options.functionUri(area.name), options.scope);
      paths[route.path] = path;
    }
  for (const [path, operations] of Object.entries(paths)) {
    const methods = Object.keys(operations).map((method) => method.toUpperCase());
    operations.options = preflight(path, methods);
  }
  return paths;
}

const pathParameters = (path: string): Json[] =>
  paramNames(path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const operation = (operationId: string, route: Route, uri: string, scope: string): Json => ({
  operationId,
  parameters: pathParameters(route.path),
  responses: { default: { description: 'See the API document.' } },
  ...(route.who === 'public' ? {} : { security: [{ users: [scope] }] }),
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri,
    passthroughBehavior: 'when_no_match',
  },
});

/** API Gateway answers a browser's question before the call itself; it reaches no function. */
function preflight(path: string, methods: readonly string[]): Json {
  const headers = Object.entries(preflightHeaders(methods));
  const declared = headers.map(([name]) => [name, { schema: { type: 'string' } }]);
  const sent = headers.map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]);
  return {
    parameters: pathParameters(path),
    responses: { '204': { description: 'May be called from any page.', headers: Object.fromEntries(declared) } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      passthroughBehavior: 'when_no_match',
      requestTemplates: { 'application/json': '{"statusCode": 204}' },
      responses: { default: { statusCode: '204', responseParameters: Object.fromEntries(sent) } },
    },
  };
}

function gatewayResponse(name: (typeof gatewayRefusalNames)[number]): Json {
  const { status, headers, document } = refusal(name, '$context.requestId');
  const sent = Object.entries(headers).map(([header, value]) => [`gatewayresponse.header.${header}`, `'${value}'`]);
  return {
    statusCode: String(status),
    responseParameters: Object.fromEntries(sent),
    responseTemplates: { 'application/json': JSON.stringify(document) },
  };
}
