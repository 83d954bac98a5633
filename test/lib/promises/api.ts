import { expect, it } from 'vitest';
import { problems } from '#/domain/api/problems.ts';
import { instances } from '#/lib/instances.ts';
import { functionName } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import { givenTemplates, resourcesOf, type StackTemplate } from '#/test/lib/given-templates.ts';

type Operation = {
  security?: Record<string, string[]>[];
  'x-amazon-apigateway-integration': { type: string; uri?: unknown };
};
type Body = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    securitySchemes: Record<string, Record<string, { providerARNs: unknown[]; authorizerResultTtlInSeconds: number }>>;
  };
  'x-amazon-apigateway-gateway-responses': Record<
    string,
    { statusCode: string; responseParameters: Record<string, string>; responseTemplates: Record<string, string> }
  >;
};

const ids = Object.keys(instances) as (keyof typeof instances)[];
const routes = everyArea.flatMap((area) => Object.entries(area.routes).map(([name, route]) => ({ area, name, route })));

function apiOf(id: string): { stack: StackTemplate; body: Body; properties: Record<string, unknown> } {
  const apis = resourcesOf(givenTemplates().stacks, 'AWS::ApiGateway::RestApi').filter(
    ({ stack }) => stack.instance.id === id,
  );
  expect(apis).toHaveLength(1);
  const [api] = apis as [(typeof apis)[number]];
  return { stack: api.stack, properties: api.properties, body: api.properties.Body as Body };
}

export function apiPromises(): void {
  it.each(ids)('IA1: every operation of the contracts is there (%s), and no other', (id) => {
    const { paths } = apiOf(id).body;
    const there = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((method) => method !== 'options')
        .map((method) => `${method} ${path}`),
    );
    expect(there.sort()).toEqual(routes.map(({ route }) => `${route.method.toLowerCase()} ${route.path}`).sort());
  });

  it.each(ids)(
    'IA1, IA5: every operation has authorizer and scope, except those that contracts call public (%s)',
    (id) => {
      const { paths } = apiOf(id).body;
      for (const { route } of routes) {
        const operation = paths[route.path]?.[route.method.toLowerCase()];
        expect(operation?.security, `${route.method} ${route.path}`).toEqual(
          route.who === 'public' ? undefined : [{ users: ['coachvault/api'] }],
        );
      }
      for (const operations of Object.values(paths))
        expect(operations.options?.['x-amazon-apigateway-integration'].type).toBe('mock');
    },
  );

  it.each(ids)('IA9: the one authorizer asks both pools of this instance, each time (%s)', (id) => {
    const schemes = apiOf(id).body.components.securitySchemes;
    expect(Object.keys(schemes)).toEqual(['users']);
    const authorizer = schemes.users?.['x-amazon-apigateway-authorizer'];
    expect(authorizer?.authorizerResultTtlInSeconds).toBe(0);
    expect(authorizer?.providerARNs).toHaveLength(2);
    for (const arn of authorizer?.providerARNs ?? [])
      expect(JSON.stringify(arn)).toContain(`CoachVault-${id}-Identity`);
  });

  it.each(ids)(
    'each operation calls the function of its area, and API Gateway may call just those, for this API (%s)',
    (id) => {
      const { stack, body } = apiOf(id);
      for (const { area, route } of routes) {
        const integration = body.paths[route.path]?.[route.method.toLowerCase()]?.['x-amazon-apigateway-integration'];
        expect(integration?.type).toBe('aws_proxy');
        expect(JSON.stringify(integration?.uri)).toContain(`:function:${functionName(id, area.name)}/invocations`);
      }
      const permissions = resourcesOf([stack], 'AWS::Lambda::Permission');
      expect(permissions).toHaveLength(everyArea.filter((area) => !area.trigger).length);
      for (const { properties } of permissions) {
        expect(properties.Principal).toBe('apigateway.amazonaws.com');
        expect(JSON.stringify(properties.SourceArn)).toMatch(/execute-api:.*"Ref":"Rest\w+"\},"\/live\/\*"/);
      }
    },
  );

  it.each(ids)('EN4, C2: TLS 1.2 with forward secrecy is the floor and 1.3 is offered (%s)', (id) => {
    expect(apiOf(id).properties).toMatchObject({
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
  });

  it.each(ids)(
    'EN4, IA14: what API Gateway refuses itself is a problem document, with HSTS, and never cached (%s)',
    (id) => {
      const refusals = apiOf(id).body['x-amazon-apigateway-gateway-responses'];
      const statuses = new Set<number>(Object.values(problems).map(({ status }) => status));
      for (const { statusCode, responseParameters, responseTemplates } of Object.values(refusals)) {
        expect(statuses).toContain(Number(statusCode));
        expect(responseParameters).toMatchObject({
          'gatewayresponse.header.content-type': "'application/problem+json'",
          'gatewayresponse.header.strict-transport-security': expect.stringContaining('max-age='),
          'gatewayresponse.header.cache-control': "'no-store'",
          'gatewayresponse.header.access-control-allow-origin': "'*'",
        });
        const document = JSON.parse(responseTemplates['application/json'] ?? '') as Record<string, unknown>;
        expect(document).toMatchObject({ status: Number(statusCode), instance: 'urn:request:$context.requestId' });
      }
      expect(Object.keys(refusals)).toEqual(
        expect.arrayContaining([
          'UNAUTHORIZED',
          'ACCESS_DENIED',
          'REQUEST_TOO_LARGE',
          'THROTTLED',
          'WAF_FILTERED',
          'DEFAULT_5XX',
        ]),
      );
    },
  );

  it.each(ids)('MO6, MO13: every request is logged by route template, without path, address or person (%s)', (id) => {
    const [stage, ...others] = resourcesOf([apiOf(id).stack], 'AWS::ApiGateway::Stage');
    expect(others).toEqual([]);
    const { Format = '' } = (stage?.properties.AccessLogSetting ?? {}) as { Format?: string };
    const variables = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(variables).toContain('$context.resourcePath');
    expect(variables).toContain('$context.status');
    expect(Format).not.toMatch(/identity|authorizer|\$context\.path|request(?:Header|Override|Body)|domainName/);
    expect(stage?.properties.TracingEnabled).toBe(false);
    expect(stage?.properties.MethodSettings).toMatchObject([
      { DataTraceEnabled: false, LoggingLevel: 'OFF', CachingEnabled: false },
    ]);
  });

  it.each(ids)('the stage turns away what is above the instance’s rate (%s)', (id) => {
    const [stage] = resourcesOf([apiOf(id).stack], 'AWS::ApiGateway::Stage');
    const { rate, burst } = instances[id].throttle;
    expect(stage?.properties.MethodSettings).toMatchObject([
      { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
    ]);
  });
}
