import { type AwsAnswer, type AwsCall, watchCalls } from '#/bench/instance/calls.ts';

/** Request units of one operation of the API, and the calls to DynamoDB they were spent in. */
export type Units = { readonly reads: number; readonly writes: number; readonly calls: number };

const kinds: Readonly<Record<string, 'reads' | 'writes'>> = {
  GetItem: 'reads',
  BatchGetItem: 'reads',
  Query: 'reads',
  PutItem: 'writes',
  UpdateItem: 'writes',
  DeleteItem: 'writes',
  TransactWriteItems: 'writes',
};

type Consumed = { readonly CapacityUnits?: number };

function unitsOf({ ConsumedCapacity = [] }: AwsAnswer): number {
  const consumed = (Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity]) as Consumed[];
  return consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

/** Counts what DynamoDB says was consumed, by asking for it in every call of the functions opened from now on. */
export function countUnits() {
  let counted = { reads: 0, writes: 0, calls: 0 };
  const stop = watchCalls({
    before: ({ action, body }: AwsCall) => {
      if (kinds[action]) body.ReturnConsumedCapacity = 'TOTAL';
    },
    after: ({ action }: AwsCall, answer: AwsAnswer) => {
      const kind = kinds[action];
      if (!kind) return;
      counted[kind] += unitsOf(answer);
      counted.calls += 1;
    },
  });
  /** Runs work and answers what it consumed; one at a time. */
  async function spentBy(work: () => Promise<unknown>): Promise<Units> {
    counted = { reads: 0, writes: 0, calls: 0 };
    await work();
    return counted;
  }
  return { spentBy, stop };
}
