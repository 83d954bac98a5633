import { adminCreateUser } from '#/local/cognito/admin-create-user.ts';
import type { Action } from '#/local/cognito/context.ts';
import { adminInitiateAuth, initiateAuth } from '#/local/cognito/initiate-auth.ts';
import { associateSoftwareToken, verifySoftwareToken } from '#/local/cognito/mfa.ts';
import { adminSetUserMFAPreference, setUserMFAPreference } from '#/local/cognito/mfa-preference.ts';
import { getTokensFromRefreshToken, revokeToken } from '#/local/cognito/refresh.ts';
import { adminRespondToAuthChallenge, respondToAuthChallenge } from '#/local/cognito/respond-to-challenge.ts';

/** Everything the local endpoint can do, by AWS's names. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  AdminCreateUser: adminCreateUser,
  AdminInitiateAuth: adminInitiateAuth,
  AdminRespondToAuthChallenge: adminRespondToAuthChallenge,
  AdminSetUserMFAPreference: adminSetUserMFAPreference,
  AssociateSoftwareToken: associateSoftwareToken,
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  InitiateAuth: initiateAuth,
  RespondToAuthChallenge: respondToAuthChallenge,
  RevokeToken: revokeToken,
  SetUserMFAPreference: setUserMFAPreference,
  VerifySoftwareToken: verifySoftwareToken,
};
