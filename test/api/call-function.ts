import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { decodeJwt } from 'jose';
import { claimStrings } from '#/local/gateway/claim-strings.ts';
import { withOutput } from '#/local/run/function-output.ts';
import { loadHandlerModule } from '#/local/run/handler-modules.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** A token's claims as API Gateway hands them to a function. */
export const claimsOf = (token: string): Claims => claimStrings(decodeJwt(token));

/** A request as API Gateway would build it after its authorizer. */
export type FunctionCall = {
  readonly area: string;
  readonly method?: string;
  readonly resource: string;
  readonly claims?: Claims | undefined;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const requestId = '7c1d7a0e-3f5e-4f0e-9c57-0a6f6a1e2b3c';

function eventOf({ method = 'GET', resource, claims, params, body }: FunctionCall): APIGatewayProxyEvent {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const event = {
    httpMethod: method,
    resource,
    path: resource,
    headers,
    multiValueHeaders: {},
    pathParameters: params ?? null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    body: body ?? null,
    isBase64Encoded: false,
    requestContext: { requestId, ...(claims ? { authorizer: { claims } } : {}) },
  };
  return event as unknown as APIGatewayProxyEvent;
}

/** Calls the function of an area by itself, with claims that no authorizer would let through. */
export async function callFunction(call: FunctionCall): Promise<ApiAnswer> {
  const { handler } = await loadHandlerModule(call.area);
  const run = handler as (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;
  const answer = await withOutput(
    () => undefined,
    () => run(eventOf(call), {} as Context),
  );
  const headers = new Headers({ ...(answer.headers as Record<string, string>), 'x-amzn-requestid': requestId });
  return { status: answer.statusCode, headers, body: JSON.parse(answer.body) };
}
