import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';

const LARGEST_PAGE = 60;

/**
 * One page of a list. The token is sealed and bound to `list` (action, pool, filter), so it says nothing and fits nowhere else.
 * @throws InvalidParameterException for a token that was not given out for this list
 */
export function page<T>(
  cognito: Cognito,
  list: readonly string[],
  items: readonly T[],
  asked: { limit: number | undefined; token: string | undefined; keyOf: (item: T) => string },
): { items: T[]; next: string | undefined } {
  const place = ['page', ...list];
  const after = asked.token === undefined ? undefined : lastKey(cognito, place, asked.token);
  const start = after === undefined ? 0 : items.findIndex((item) => asked.keyOf(item) === after) + 1;
  const chosen = items.slice(start, start + (asked.limit || LARGEST_PAGE));
  const last = chosen.at(-1);
  const more = last !== undefined && start + chosen.length < items.length;
  const next = more ? cognito.sealing.seal(place, asked.keyOf(last)).toString('base64url') : undefined;
  return { items: chosen, next };
}

function lastKey(cognito: Cognito, place: readonly string[], token: string): string {
  try {
    return String(cognito.sealing.open(place, Buffer.from(token, 'base64url')));
  } catch {
    throw new AwsError('InvalidParameterException', 'Invalid pagination token provided.');
  }
}
