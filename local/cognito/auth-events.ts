import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { targetOf } from '#/local/cognito/admin-users.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { page } from '#/local/cognito/paging.ts';
import { seconds } from '#/local/cognito/user-view.ts';
import type { User } from '#/local/cognito/users.ts';
import type { Row } from '#/local/sqlite/store.ts';

/** What was asked of somebody who signed in, by AWS's names. */
type Asked = 'Password' | 'Mfa';

/** Keeps that somebody signed in, or that what they answered last was wrong. A name that nobody has leaves no event. */
export function noteSignIn(cognito: Cognito, user: User | undefined, response: 'Pass' | 'Fail', asked: Asked): void {
  if (!user) return;
  cognito.store.run(
    'INSERT INTO auth_events (id, pool_id, sub, response, asked, at) VALUES (?, ?, ?, ?, ?, ?)',
    randomUUID(),
    user.poolId,
    user.sub,
    response,
    asked,
    cognito.now(),
  );
}

/** Sign-ins of a user, the newest first. No risk and no context: only AWS's threat protection judges and locates them. */
export const adminListUserAuthEvents: Action = action(
  z.object({
    UserPoolId: field.userPoolId,
    Username: field.username,
    MaxResults: field.limit,
    NextToken: field.pageToken,
  }),
  (cognito, input) => {
    const { user } = targetOf(cognito, input);
    const select = 'SELECT * FROM auth_events WHERE pool_id = ? AND sub = ? ORDER BY at DESC, rowid DESC';
    const rows = cognito.store.all(select, user.poolId, user.sub);
    const asked = { limit: input.MaxResults, token: input.NextToken, keyOf: (row: Row) => String(row.id) };
    const found = page(cognito, ['AdminListUserAuthEvents', user.poolId, user.sub], rows, asked);
    return { AuthEvents: found.items.map(authEvent), ...(found.next === undefined ? {} : { NextToken: found.next }) };
  },
);

/** Who was asked for a second factor had given the right password before. */
function authEvent({ id, response, asked, at }: Row): Record<string, unknown> {
  const last = { ChallengeName: asked, ChallengeResponse: response === 'Pass' ? 'Success' : 'Failure' };
  const password = { ChallengeName: 'Password', ChallengeResponse: 'Success' };
  return {
    EventId: id,
    EventType: 'SignIn',
    CreationDate: seconds(Number(at)),
    EventResponse: response,
    ChallengeResponses: asked === 'Mfa' ? [password, last] : [last],
  };
}
