import { expect } from 'vitest';
import { type ProblemType, problems } from '#/domain/api/problems.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';

type ProblemBody = { readonly detail: string; readonly mend: string; readonly errors?: readonly { field: string }[] };

/**
 * The answer is the problem document of `type`: its status, its words and a mend, the request it belongs to, and under
 * `errors` exactly the given fields.
 */
export function expectProblem(answer: ApiAnswer, type: ProblemType, ...fields: readonly string[]): ProblemBody {
  const { status, title, mend } = problems[type];
  expect(answer.body).toMatchObject({ type: `https://coachvault.dev/problems/${type}`, title, status, mend });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = answer.body as ProblemBody & { instance: string };
  expect(body.instance).toBe(`urn:request:${answer.headers.get('x-amzn-requestid')}`);
  expect(body.detail).not.toBe('');
  expect([...new Set((body.errors ?? []).map(({ field }) => field))]).toEqual(fields);
  return body;
}
