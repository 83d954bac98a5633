import { randomUUID } from 'node:crypto';
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { backOff, unknownOutcome } from './rows.ts';

/** What a failed condition means to the caller. */
export type Failure = 'exists' | 'version' | 'key' | 'consent' | 'relation' | 'replayed';
export type Step = { readonly write: TransactWriteItem; readonly failure: Failure };

/** The transaction did not take place; `failure` says whose condition failed, in the order of importance below. */
export class WriteRefused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`A condition of the write failed: ${failure}.`);
    this.name = 'WriteRefused';
    this.failure = failure;
  }
}

const byImportance: readonly Failure[] = ['replayed', 'consent', 'key', 'relation', 'exists', 'version'];
const passing = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);
const attempts = 6;

function failureOf(cause: TransactionCanceledException, steps: readonly Step[]): Failure | undefined {
  const failed = (cause.CancellationReasons ?? []).flatMap(({ Code }, index) =>
    Code === 'ConditionalCheckFailed' ? [steps[index]?.failure] : [],
  );
  return byImportance.find((failure) => failed.includes(failure));
}

const mayPass = (cause: TransactionCanceledException): boolean =>
  (cause.CancellationReasons ?? []).some(({ Code }) => passing.has(Code ?? ''));

/**
 * All steps or none. One client token for every attempt: an attempt that was committed but whose answer got lost is
 * answered again instead of being executed twice.
 * @throws WriteRefused when a condition fails; Problem `unavailable` when the outcome is unknown
 */
export async function writeTogether(dynamo: DynamoDBClient, steps: readonly Step[]): Promise<void> {
  const command = new TransactWriteItemsCommand({
    TransactItems: steps.map(({ write }) => write),
    ClientRequestToken: randomUUID(),
  });
  for (let attempt = 1; ; attempt++) {
    try {
      await dynamo.send(command);
      return;
    } catch (cause) {
      if (!(cause instanceof TransactionCanceledException)) throw unknownOutcome(cause);
      const failure = failureOf(cause, steps);
      if (failure) throw new WriteRefused(failure);
      if (!mayPass(cause) || attempt === attempts) throw unknownOutcome(cause);
      await backOff(attempt);
    }
  }
}
