import { expect, it } from 'vitest';
import type { AccessLine } from '#/local/gateway/access-line.ts';
import { givenGateway, givenPool, givenToken, NOW } from './given-gateway.ts';

it('MO6 MO13: every request leaves a line, answered or refused, with the template and never the path', async () => {
  const pool = givenPool('eu-central-1_Workforce');
  const lines: AccessLine[] = [];
  const gateway = await givenGateway([pool], undefined, { accessLog: (line) => lines.push(line) });
  const authorization = `Bearer ${await givenToken(pool)}`;
  await gateway.request('/v1/notes/heron?secret=heron', { headers: { authorization } });
  await gateway.request('/v1/notes/heron');
  await gateway.request('/heron');

  expect(lines.map(({ route, status, refusal }) => [route, status, refusal])).toEqual([
    ['/v1/notes/{noteId}', 200, '-'],
    ['/v1/notes/{noteId}', 401, 'UNAUTHORIZED'],
    ['-', 404, 'MISSING_AUTHENTICATION_TOKEN'],
  ]);
  expect(lines.every(({ at, method, milliseconds }) => at === NOW && method === 'GET' && milliseconds === 0)).toBe(
    true,
  );
  expect(JSON.stringify(lines)).not.toContain('heron');
});
