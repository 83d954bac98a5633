import type { Area } from '#/domain/api/area.ts';
import { operationOf } from './operation.ts';
import { problemSchema, schemaRegistry } from './schemas.ts';

export type DocumentOptions = {
  /** Where the API answers, without a slash at the end. */
  readonly door: string;
  readonly version: string;
  /** The scope that tokens carry. */
  readonly scope?: string;
};

/** The public OpenAPI 3.1 document of the areas: what `/openapi.json` answers. Pure; the same input gives the same text. */
export function openApiDocument(areas: readonly Area[], { door, version, scope = 'coachvault/api' }: DocumentOptions) {
  const registry = schemaRegistry();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const area of areas)
    for (const [name, route] of Object.entries(area.routes)) {
      const path = paths[route.path] ?? {};
      path[route.method.toLowerCase()] = operationOf(name, route, area.name, registry, scope);
      paths[route.path] = path;
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'CoachVault',
      version,
      description: 'Confidential coaching. Times are RFC 3339 in UTC; refusals are problem documents (RFC 9457).',
    },
    servers: [{ url: door }],
    tags: areas
      .filter((area) => Object.keys(area.routes).length > 0)
      .map(({ name, says }) => ({ name, description: says })),
    paths,
    components: {
      schemas: { Problem: problemSchema, ...registry.schemas },
      securitySchemes: {
        users: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token of a user pool of this instance; see /.well-known/coachvault.',
        },
      },
    },
  } as const;
}
