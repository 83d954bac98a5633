import {
  AssociateSoftwareTokenCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthResponse,
  RespondToAuthChallengeCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { totpCode } from './totp.ts';

export type Credentials = {
  readonly username: string;
  readonly password: string;
  /** Base32; asked for when the pool wants a second factor that was set up before. */
  readonly totpSecret?: string | undefined;
};

export type SignInOptions = Credentials & {
  readonly clientId: string;
  /** Set when the user pool asks for a new one. */
  readonly newPassword?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export type SignedIn = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Present when this sign-in set up the authenticator. */
  readonly totpSecret?: string;
};

type Step = Pick<InitiateAuthResponse, 'ChallengeName' | 'Session' | 'AuthenticationResult'>;
type Progress = { step: Step; totpSecret: string | undefined };
type Ceremony = { cognito: CognitoIdentityProviderClient; options: SignInOptions };

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined || value === '') throw new Error(`The sign-in asks for ${what} and none was given.`);
  return value;
}

async function respond({ cognito, options }: Ceremony, step: Step, responses: Record<string, string>): Promise<Step> {
  const ChallengeResponses = { USERNAME: options.username, ...responses };
  const { ChallengeName, Session } = step;
  const command = { ClientId: options.clientId, ChallengeName, Session, ChallengeResponses };
  return cognito.send(new RespondToAuthChallengeCommand(command));
}

/** Sets up an authenticator: its secret, then its first code. */
async function enrol(ceremony: Ceremony, step: Step): Promise<Progress> {
  const { cognito, options } = ceremony;
  const associated = await cognito.send(new AssociateSoftwareTokenCommand({ Session: step.Session }));
  const totpSecret = required(associated.SecretCode, 'a secret of the authenticator');
  const UserCode = totpCode(totpSecret, options.now());
  const verified = await cognito.send(new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }));
  return { step: await respond(ceremony, { ...step, Session: verified.Session }, {}), totpSecret };
}

async function answer(ceremony: Ceremony, { step, totpSecret }: Progress): Promise<Progress> {
  const { options } = ceremony;
  switch (step.ChallengeName) {
    case 'NEW_PASSWORD_REQUIRED': {
      const NEW_PASSWORD = required(options.newPassword, 'a new password');
      return { step: await respond(ceremony, step, { NEW_PASSWORD }), totpSecret };
    }
    case 'MFA_SETUP':
      return enrol(ceremony, step);
    case 'SOFTWARE_TOKEN_MFA': {
      const code = totpCode(required(options.totpSecret, 'the secret of the authenticator'), options.now());
      return { step: await respond(ceremony, step, { SOFTWARE_TOKEN_MFA_CODE: code }), totpSecret };
    }
    default:
      throw new Error(`The sign-in asks for ${step.ChallengeName ?? 'nothing and gives no tokens'}.`);
  }
}

const tokensOf = ({ AccessToken, RefreshToken }: AuthenticationResultType) => ({
  accessToken: required(AccessToken, 'an access token'),
  refreshToken: required(RefreshToken, 'a refresh token'),
});

/**
 * Signs somebody in as a person does: password, new password at the first time, authenticator set-up or its code, until
 * the user pool gives tokens. A code counts once: two sign-ins within its 30 seconds need two clocks. Throws the SDK's errors.
 */
export async function signIn(cognito: CognitoIdentityProviderClient, options: SignInOptions): Promise<SignedIn> {
  const AuthParameters = { USERNAME: options.username, PASSWORD: options.password };
  const start = { ClientId: options.clientId, AuthFlow: 'USER_PASSWORD_AUTH' as const, AuthParameters };
  let progress: Progress = { step: await cognito.send(new InitiateAuthCommand(start)), totpSecret: undefined };
  while (progress.step.AuthenticationResult === undefined) progress = await answer({ cognito, options }, progress);
  const tokens = tokensOf(progress.step.AuthenticationResult);
  return progress.totpSecret === undefined ? tokens : { ...tokens, totpSecret: progress.totpSecret };
}
