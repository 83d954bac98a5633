import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#/domain/api/openapi/document.ts';
import { problemsOf } from '#/domain/api/openapi/operation.ts';
import { problems } from '#/domain/api/problems.ts';
import { areas } from '#/lambdas/contract.ts';

const document = openApiDocument(areas, { door: 'https://eu.api.coachvault.example', version: '1' });
const routes = areas.flatMap((area) => Object.entries(area.routes).map(([name, route]) => ({ name, route, area })));
type Operation = ReturnType<typeof import('#/domain/api/openapi/operation.ts').operationOf>;
const operationOf = (path: string, method: string) => document.paths[path]?.[method.toLowerCase()] as Operation;

/** Every `$ref` in the document. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : references(inner)));
}

describe('the OpenAPI document', () => {
  it('RE3: is the same for every instance, but for its door', () => {
    const other = openApiDocument(areas, { door: 'https://na.api.coachvault.example', version: '1' });
    expect({ ...other, servers: document.servers }).toEqual(document);
    expect(document.openapi).toBe('3.1.0');
  });

  it.each(routes)('has $name with its words, its roles and its purposes', ({ name, route, area }) => {
    expect(operationOf(route.path, route.method)).toMatchObject({
      operationId: name,
      summary: route.says,
      tags: [area.name],
      'x-purposes': route.purposes,
      security: route.who === 'public' ? [] : [{ users: ['coachvault/api'] }],
    });
  });

  it.each(routes)('says of $name which headers it takes and gives', ({ route }) => {
    const operation = operationOf(route.path, route.method);
    const headers = operation.parameters
      .filter(({ in: place }) => place === 'header')
      .map((parameter) => [parameter.name, parameter.required]);
    expect(headers).toEqual([
      ...(route.ifMatch ? [['If-Match', true]] : []),
      ...(route.method === 'POST' ? [['Idempotency-Key', false]] : []),
    ]);
    expect(operation.parameters.filter(({ in: place }) => place === 'path').length).toBe(
      (route.path.match(/\{/g) ?? []).length,
    );
  });

  it.each(routes)('names for $name every status it can answer with', ({ route }) => {
    const { responses } = operationOf(route.path, route.method);
    const waiting = route.acceptedWhile ? [202] : [];
    const wanted = new Set([route.status, ...waiting, ...problemsOf(route).map((type) => problems[type].status)]);
    expect(Object.keys(responses).map(Number).sort()).toEqual([...wanted].sort());
  });

  it('gives an ETag wherever the answer has a version', () => {
    expect(operationOf('/v1/me', 'GET').responses).toHaveProperty('200.headers.ETag');
    expect(operationOf('/v1/engagements', 'GET').responses).not.toHaveProperty('200.headers.ETag');
  });

  it('refers to nothing that it does not define, and defines nothing in vain', () => {
    const used = new Set(references(document).map((reference) => reference.replace('#/components/schemas/', '')));
    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it('MI1: refuses unknown fields in every body and answers with none', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (name === 'Problem' || schema.type !== 'object' || name === 'ReadOpenApiAnswer') continue;
      expect(schema.additionalProperties, name).toBe(false);
    }
  });

  it('EN12: holds no secret, no internal name and no person', () => {
    expect(JSON.stringify(document)).not.toMatch(/arn:aws|execute-api|amazonaws|PRIVATE|@example/);
  });
});
