import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';

export type FunctionIdentity = {
  readonly functionName: string;
  readonly logGroupName: string;
  readonly region: string;
};

function deprecated(): never {
  throw new Error('Answer with a promise: done, fail and succeed are of Node 0.10.');
}

/** The context of one invocation, which has `limitMs` milliseconds from now on. */
export function functionContext({ functionName, logGroupName, region }: FunctionIdentity, limitMs: number): Context {
  const deadline = performance.now() + limitMs;
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${region}:000000000000:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId: randomUUID(),
    logGroupName,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    done: deprecated,
    fail: deprecated,
    succeed: deprecated,
  };
}
