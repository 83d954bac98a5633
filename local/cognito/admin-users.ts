import * as z from 'zod';
import { withAttributes } from '#/local/cognito/attributes.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { endFamilies } from '#/local/cognito/families.ts';
import { action, field } from '#/local/cognito/input.ts';
import { assertPasswordPolicy, withPassword } from '#/local/cognito/passwords.ts';
import { type Pool, poolById } from '#/local/cognito/pools.ts';
import { userDetails } from '#/local/cognito/user-view.ts';
import { requireUser, saveCredentials, saveUser, type User } from '#/local/cognito/users.ts';

const target = z.object({ UserPoolId: field.userPoolId, Username: field.username });

export const adminGetUser: Action = action(target, (cognito, input) => {
  return userDetails(targetOf(cognito, input).user);
});

export const adminUpdateUserAttributes: Action = action(
  target.extend({ UserAttributes: field.attributes }),
  (cognito, input) => {
    const { user } = targetOf(cognito, input);
    const attributes = withAttributes(user.secrets.attributes, input.UserAttributes);
    saveUser(cognito, { ...user, secrets: { ...user.secrets, attributes } });
    return {};
  },
);

/** Removes the user with all memberships, sign-ins and factors; nothing of them stays in the file's live pages. */
export const adminDeleteUser: Action = action(target, (cognito, input) => {
  const { user } = targetOf(cognito, input);
  const { store } = cognito;
  store.transaction(() => {
    const families = 'SELECT id FROM families WHERE pool_id = ? AND sub = ?';
    store.run(`DELETE FROM refresh_tokens WHERE family_id IN (${families})`, user.poolId, user.sub);
    store.run('DELETE FROM families WHERE pool_id = ? AND sub = ?', user.poolId, user.sub);
    store.run('DELETE FROM auth_events WHERE pool_id = ? AND sub = ?', user.poolId, user.sub);
    store.run('DELETE FROM members WHERE pool_id = ? AND sub = ?', user.poolId, user.sub);
    store.run('DELETE FROM users WHERE pool_id = ? AND sub = ?', user.poolId, user.sub);
  });
  return {};
});

/** No sign-in, no refresh, and all present sign-ins end. */
export const adminDisableUser: Action = action(target, (cognito, input) => {
  const { user } = targetOf(cognito, input);
  return endSignIns(cognito, { ...user, enabled: false });
});

export const adminEnableUser: Action = action(target, (cognito, input) => {
  saveCredentials(cognito, { ...targetOf(cognito, input).user, enabled: true });
  return {};
});

/** Ends every sign-in of the user, those that are half-way included. */
export const adminUserGlobalSignOut: Action = action(target, (cognito, input) => {
  return endSignIns(cognito, targetOf(cognito, input).user);
});

/** Sets a password: lasting, or temporary so that the next sign-in must change it. */
export const adminSetUserPassword: Action = action(
  target.extend({ Password: field.password, Permanent: z.boolean().default(false) }),
  (cognito, input) => {
    const { user, pool } = targetOf(cognito, input);
    assertPasswordPolicy(input.Password);
    const temporary = input.Permanent ? undefined : { pool, now: cognito.now() };
    saveCredentials(cognito, withPassword(user, input.Password, temporary));
    return {};
  },
);

/** Pool and user of an administrator's call. @throws ResourceNotFoundException, UserNotFoundException */
export function targetOf(
  cognito: Cognito,
  input: { UserPoolId: string; Username: string },
): { pool: Pool; user: User } {
  const pool = poolById(cognito.pools, input.UserPoolId);
  return { pool, user: requireUser(cognito, pool, input.Username) };
}

function endSignIns(cognito: Cognito, user: User): Record<string, unknown> {
  cognito.store.transaction(() => {
    endFamilies(cognito, user);
    saveCredentials(cognito, user);
  });
  return {};
}
