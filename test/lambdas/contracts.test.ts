import { describe, expect, it } from 'vitest';
import { bytes } from '#/domain/api/bytes.ts';
import { paramNames, paramSchema, type Route } from '#/domain/api/route.ts';
import { isSealed } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { needsConsent } from '#/domain/data-map/purposes.ts';
import { areas } from '#/lambdas/contract.ts';

const routes = areas.flatMap((area) =>
  Object.entries<Route>(area.routes).map(([name, route]) => [`${area.name}.${name}`, route, area] as const),
);
const shapeOf = (route: Route): string[] =>
  Object.keys((route.body as { def?: { shape?: object } } | undefined)?.def?.shape ?? {});

it('no more than two areas follow the outbox: a stream throttles a third reader', () => {
  expect(areas.filter(({ trigger }) => trigger === 'outbox').map(({ name }) => name)).toHaveLength(2);
});

describe('every route of the contracts', () => {
  it('has a name and a way of its own', () => {
    const ways = routes.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    const names = routes.map(([name]) => name.split('.')[1]);
    expect([new Set(ways).size, new Set(names).size]).toEqual([routes.length, routes.length]);
  });

  it.each(routes)('%s asks for relations that its path can show', (_, { who, path }) => {
    if (who === 'public') return;
    const relations = new Set(who.map(({ relation }) => relation));
    for (const relation of ['coach', 'client'] as const)
      if (relations.has(relation)) expect(path).toContain('{engagementId}');
    for (const relation of ['member', 'champion'] as const)
      if (relations.has(relation)) expect(path).toContain('{organizationId}');
    if (relations.has('guardian')) expect(path).toContain('{personId}');
    if (relations.has('grantee')) expect(path).toContain('{grantId}');
    // Below one's own, a path says only which of one's own records it is: the caller's id finds it.
    if (relations.has('self') && paramNames(path).length > 0) expect(path).toMatch(/^\/v1\/me\//);
  });

  it.each(routes)(
    'MI3: %s states what for, reaches the keys of that, and can ask whether people have consented',
    (_, { who, purposes }, { keys, stores }) => {
      if (who === 'public') return expect(purposes).toEqual([]);
      expect(purposes.length).toBeGreaterThan(0);
      // What proves choices is mostly ids: most of those who read it need no key.
      const opened = purposes.filter(
        (purpose) => purpose !== 'consent_proof' && entities.some((of) => of.purpose === purpose && isSealed(of)),
      );
      for (const purpose of opened) expect(keys.unwrap).toContain(purpose);
      if (purposes.some(needsConsent)) expect(stores.consent).toContain('read');
    },
  );

  it.each(routes)('IA10: %s takes no secret in path, query or body', (_, route) => {
    const names = [...paramNames(route.path), ...Object.keys(route.query ?? {}), ...shapeOf(route)];
    for (const name of names) expect(name).not.toMatch(/token|secret|password|code$/i);
    for (const name of paramNames(route.path)) expect(() => paramSchema(name)).not.toThrow();
  });

  it.each(routes.filter(([, { method }]) => method === 'PATCH'))(
    '%s changes the version that it is told',
    (_, route) => {
      expect([route.ifMatch, route.status, route.body === undefined]).toEqual([true, 200, false]);
    },
  );

  it.each(routes.filter(([, { method }]) => method === 'POST'))(
    '%s, repeated, is answered by a read',
    (_, route, area) => {
      // What is handed over once is not handed over again.
      if (route.status === 204 || route.answer === bytes()) return expect(route.replay).toBeUndefined();
      const answering = area.routes[route.replay?.route ?? ''];
      const filled = [...paramNames(route.path), ...(route.replay?.id ? [route.replay.id] : [])];
      expect(answering?.method).toBe('GET');
      expect(filled).toEqual(expect.arrayContaining(paramNames(answering?.path ?? '')));
      expect(answering?.answer).toBe(route.answer);
    },
  );

  it.each(routes.filter(([, { body }]) => body && body !== bytes()))(
    'MI1: %s takes no field that it does not name',
    (_, { body }) => {
      const result = body?.safeParse({ anything: 'else' });
      expect(result?.success).toBe(false);
      const codes = result?.error?.issues.map(({ code }) => code);
      expect(codes).toContain('unrecognized_keys');
    },
  );
});
