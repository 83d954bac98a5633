import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/** The flows an app client may start, by AWS's own names. USER_PASSWORD flows belong on one machine only. */
export type AuthFlow =
  | 'ALLOW_USER_SRP_AUTH'
  | 'ALLOW_USER_PASSWORD_AUTH'
  | 'ALLOW_ADMIN_USER_PASSWORD_AUTH'
  | 'ALLOW_REFRESH_TOKEN_AUTH';

export type ClientDefinition = {
  name: string;
  accessTokenMinutes: number;
  refreshTokenHours: number;
  flows: readonly AuthFlow[];
  /** `'off'` allows REFRESH_TOKEN_AUTH; otherwise every refresh replaces the token. Grace in seconds (0-60), 0 when left out. */
  rotation?: 'off' | { graceSeconds: number };
};

export type PoolDefinition = {
  name: string;
  mfa: 'ON' | 'OPTIONAL';
  clients: readonly ClientDefinition[];
  /** Days a temporary password lasts; AWS's default of 7 when left out. */
  temporaryPasswordDays?: number;
  /**
   * The internal username shown to whoever tries an unknown e-mail address. It must look like a real one, or the answer
   * tells strangers from users. `seed` is 32 bytes, always the same for one address. A UUID when left out, as on AWS.
   */
  decoyUsername?: (seed: Buffer) => string;
};

/** What stands for Cognito's mails. */
export type Mail = { to: string; subject: string; body: string; username: string };

export type TokenTriggerEvent = PreTokenGenerationV2TriggerEvent;

export type CognitoOptions = {
  region: string;
  /** The SQLite file, created when missing. */
  file: string;
  /** 32 bytes; everything personal or secret in the file is sealed under keys derived from it. */
  sealingKey: Buffer;
  /** Base of the issuer, without a slash at its end; the issuer is `${issuerBase()}/${poolId}`. */
  issuerBase: () => string;
  /** Epoch milliseconds. */
  now: () => number;
  deliver: (mail: Mail) => Promise<void>;
  pools: readonly PoolDefinition[];
  /** The pre-token-generation trigger (V2 event). When it throws, sign-in and refresh are refused. */
  preTokenGeneration?: (event: TokenTriggerEvent) => Promise<TokenTriggerEvent>;
};
