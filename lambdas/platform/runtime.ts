import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * What surrounds a process: the clock, chance, and how the AWS SDK sends requests. Lambda uses what stands here; the local
 * run moves the clock, and tests break the requests.
 */
export const runtime: {
  now: () => number;
  random: () => number;
  requestHandler: DynamoDBClientConfig['requestHandler'] | undefined;
} = {
  now: () => Date.now(),
  random: () => Math.random(),
  requestHandler: undefined,
};
