import * as z from 'zod';
import { callerOf, verifyAccessToken } from '#/local/cognito/access.ts';
import type { Action } from '#/local/cognito/context.ts';
import { endFamilies } from '#/local/cognito/families.ts';
import { action, field } from '#/local/cognito/input.ts';
import { assertNotLocked, counterOf, countFailure, forgetFailures } from '#/local/cognito/lockout.ts';
import { assertPasswordPolicy, changePassword, passwordMatches } from '#/local/cognito/passwords.ts';
import { wrongPassword } from '#/local/cognito/sign-in.ts';
import { attributeList, mfaFields } from '#/local/cognito/user-view.ts';
import { saveCredentials } from '#/local/cognito/users.ts';

const caller = z.object({ AccessToken: field.token });

export const getUser: Action = action(caller, async (cognito, input) => {
  const { user } = callerOf(cognito, await verifyAccessToken(cognito, input.AccessToken));
  return { Username: user.username, UserAttributes: attributeList(user), ...mfaFields(user) };
});

/** Changes the password of a signed-in user; wrong guesses at the present one count as at sign-in. */
export const changeOwnPassword: Action = action(
  caller.extend({ PreviousPassword: field.password, ProposedPassword: field.password }),
  async (cognito, input) => {
    const { user, pool } = callerOf(cognito, await verifyAccessToken(cognito, input.AccessToken));
    const counter = counterOf(cognito, pool.id, 'password', user, user.username);
    assertNotLocked(cognito, counter);
    assertPasswordPolicy(input.ProposedPassword);
    if (!passwordMatches(cognito, pool, user, user.username, input.PreviousPassword)) {
      countFailure(cognito, counter);
      throw wrongPassword();
    }
    forgetFailures(cognito, counter);
    changePassword(cognito, user, input.ProposedPassword);
    return {};
  },
);

/** Ends every sign-in of the caller. Access tokens that are out stay formally valid until they expire, as on AWS. */
export const globalSignOut: Action = action(caller, async (cognito, input) => {
  const { user } = callerOf(cognito, await verifyAccessToken(cognito, input.AccessToken));
  cognito.store.transaction(() => {
    endFamilies(cognito, user);
    saveCredentials(cognito, user);
  });
  return {};
});
