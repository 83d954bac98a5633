import { describe, expect, it } from 'vitest';
import { forApiGateway } from '#/domain/api/openapi/for-api-gateway.ts';
import { gatewayRefusalNames, refusal } from '#/domain/api/openapi/refusals.ts';
import { problems } from '#/domain/api/problems.ts';
import { areas } from '#/lambdas/contract.ts';

type Gateway = {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      { operationId?: string; security?: unknown; 'x-amazon-apigateway-integration': Record<string, unknown> }
    >
  >;
};
const rendered = forApiGateway(areas, {
  title: 'test',
  version: '1',
  userPoolArns: ['arn:1', 'arn:2'],
  scope: 'coachvault/api',
  functionUri: (area) => `uri:${area}`,
}) as unknown as Gateway;

describe('the rendering for API Gateway', () => {
  it('is OpenAPI 3.0.1, which is what API Gateway imports', () => {
    expect(rendered.openapi).toBe('3.0.1');
  });

  it('IA1: has every route once, with the function of its area', () => {
    for (const area of areas)
      for (const [name, { path, method }] of Object.entries(area.routes)) {
        const operation = rendered.paths[path]?.[method.toLowerCase()];
        expect(operation?.operationId).toBe(name);
        expect(operation?.['x-amazon-apigateway-integration']).toMatchObject({
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: `uri:${area.name}`,
        });
      }
  });

  it('answers browsers before the call on every path, naming exactly its methods', () => {
    for (const operations of Object.values(rendered.paths)) {
      const methods = Object.keys(operations)
        .filter((method) => method !== 'options')
        .map((method) => method.toUpperCase());
      expect(JSON.stringify(operations.options)).toContain(`'${[...methods, 'OPTIONS'].join(',')}'`);
    }
  });

  it('holds no body and no schema that API Gateway could refuse without naming the field', () => {
    expect(JSON.stringify(rendered)).not.toContain('requestBody');
  });

  it('grows by a path and not by a schema: all paths stay far below the megabyte of a template', () => {
    const size = JSON.stringify(rendered).length;
    const operations = areas.flatMap(({ routes }) => Object.keys(routes)).length;
    expect(size / operations).toBeLessThan(2_500);
    expect(size).toBeLessThan(500_000);
  });
});

describe('refusals of API Gateway', () => {
  it.each(gatewayRefusalNames)('%s is a problem whose document names its own status', (name) => {
    const { status, headers, document } = refusal(name, 'r1');
    expect(document).toMatchObject({ status, instance: 'urn:request:r1' });
    expect(Object.values(problems).map((problem) => problem.status)).toContain(status);
    expect(headers['content-type']).toBe('application/problem+json');
    // Header values stand in single quotes in API Gateway, and bodies are templates in which # and $ mean something.
    for (const value of Object.values(headers)) expect(value).not.toContain("'");
    expect(JSON.stringify(document)).not.toMatch(/[$#]/);
  });
});
