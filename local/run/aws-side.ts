import type { Pool } from '#/domain/access/roles.ts';
import type { LocalDatabase } from '#/local/aws/dynamodb-pipe.ts';
import type { AwsService } from '#/local/aws/service.ts';
import type { TokenIssuer } from '#/local/gateway/authorizer.ts';
import type { UserPool } from './user-pools.ts';

/**
 * The AWS that an instance runs on: its own endpoint on this machine, or one that the user named. Opening it sets this
 * process's environment, so that every SDK client made from then on finds it.
 */
export type AwsSide = {
  readonly endpointUrl: string;
  /** Where Lambda and EventBridge Scheduler are: always here, for the functions run in this process. */
  readonly lambdaUrl: string;
  readonly userPools: Readonly<Record<Pool, UserPool>>;
  readonly issuers: readonly TokenIssuer[];
  /** KMS key ids or ARNs. */
  readonly keys: Readonly<Record<'wrapping' | 'mac' | 'signing', string>>;
  /** The folder where mails arrive; undefined where they go elsewhere. */
  readonly outbox: string | undefined;
  /** What of it runs in this process; undefined where all of it is elsewhere. */
  readonly here: AwsHere | undefined;
};

export type AwsHere = { readonly services: readonly AwsService[]; readonly dynamodb: LocalDatabase };
