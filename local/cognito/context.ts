import type { CognitoOptions } from '#/local/cognito/options.ts';
import type { PoolDirectory } from '#/local/cognito/pools.ts';
import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Store } from '#/local/sqlite/store.ts';

/** What every action works with. */
export type Cognito = {
  options: CognitoOptions;
  now: () => number;
  store: Store;
  sealing: Sealing;
  pools: PoolDirectory;
};

/** One action of the API: AWS's input in, AWS's output out. */
export type Action = (
  cognito: Cognito,
  input: Record<string, unknown>,
) => Record<string, unknown> | Promise<Record<string, unknown>>;
