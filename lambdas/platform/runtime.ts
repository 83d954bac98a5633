import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** How messages leave for third parties. In Lambda it is the public Internet, and no setting opens anything else. */
export type WayOut = {
  /** All addresses of a host name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  readonly port: number;
  /** Certificates to trust in place of Node’s, PEM. */
  readonly ca?: string | undefined;
};

/**
 * What surrounds a process: the clock, chance, how the AWS SDK sends requests, and the way out to third parties. Lambda uses
 * what stands here; the local run moves the clock, and tests break the requests and receive the messages.
 */
export const runtime: {
  now: () => number;
  random: () => number;
  requestHandler: DynamoDBClientConfig['requestHandler'] | undefined;
  wayOut: WayOut | undefined;
} = {
  now: () => Date.now(),
  random: () => Math.random(),
  requestHandler: undefined,
  wayOut: undefined,
};
