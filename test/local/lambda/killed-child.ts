// A process that is killed at any moment: `executions.crash.ts` forks it. It begins some executions, goes on with those that earlier
// lives of it began, and keeps a journal of what steps did and what later ones saw of them.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { GetDurableExecutionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startAwsEndpoint } from '#/local/aws/endpoint.ts';
import { openLambda } from '#/local/lambda/lambda.ts';
import type { LambdaHandler } from '#/local/lambda/local-function.ts';

/** `starts` are names of executions; `origin` is the moment that all lives count from, in epoch ms. */
export type Life = { readonly folder: string; readonly starts: readonly string[]; readonly origin: number };
/** A line of the journal: what a step gave, or what the handler saw of it later. */
export type JournalLine = {
  readonly execution: string;
  readonly step: string;
  readonly gave?: string;
  readonly saw?: string;
};
export type FromLife =
  | { readonly type: 'begun' }
  | { readonly type: 'ended'; readonly results: Readonly<Record<string, unknown>> };

/** A second of waiting takes 20 ms. */
const HASTE = 50;
const PAUSE_MS = 4;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

async function upper(input: unknown): Promise<string> {
  await pause();
  return String(input).toUpperCase();
}

function workload(folder: string): LambdaHandler {
  const write = (line: JournalLine): void => appendFileSync(join(folder, 'journal'), `${JSON.stringify(line)}\n`);
  const work = async (context: DurableContext, execution: string, step: string): Promise<string> => {
    const saw = await context.step(step, async ({ attempt }) => {
      await pause();
      if (step.endsWith('tries') && attempt === 1) throw new Error('once more');
      const gave = randomUUID();
      write({ execution, step, gave });
      return gave;
    });
    write({ execution, step, saw });
    return saw;
  };
  return withDurableExecution(async ({ execution }: { execution: string }, context) => {
    const first = await work(context, execution, 'first');
    const branches = ['a', 'b'].map((name) => async (branch: DurableContext) => {
      await branch.wait({ seconds: 1 });
      return work(branch, execution, `${name} tries`);
    });
    const both = (await context.parallel(branches)).getResults();
    const called = await context.invoke<string, string>('call', 'upper', first);
    return [first, ...both, called, await work(context, execution, 'last')];
  }) as LambdaHandler;
}

async function live({ folder, starts, origin }: Life): Promise<void> {
  let url = '';
  const load = (handler: LambdaHandler) => ({ logGroupName: '/test', load: async () => handler });
  const lambda = openLambda({
    region: 'eu-central-1',
    file: join(folder, 'lambda.sqlite'),
    sealingKey: Buffer.alloc(32, 7),
    now: () => origin + (Date.now() - origin) * HASTE,
    functions: [
      { name: 'job', isDurable: true, ...load(workload(folder)) },
      { name: 'upper', isDurable: false, ...load(upper) },
    ],
    endpointUrl: () => url,
    log: () => undefined,
  });
  url = (await startAwsEndpoint({ port: 0, services: [], rest: [lambda.service] })).url;
  setInterval(lambda.tick, 2);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new LambdaClient({ region: 'eu-central-1', endpoint: url, credentials });
  process.send?.({ type: 'begun' } satisfies FromLife);
  const results: Record<string, unknown> = {};
  const invoke = (execution: string, InvocationType: 'Event' | 'RequestResponse') =>
    client.send(
      new InvokeCommand({
        FunctionName: 'job:live',
        InvocationType,
        DurableExecutionName: execution,
        Payload: JSON.stringify({ execution }),
      }),
    );
  await Promise.all(starts.map((execution) => invoke(execution, 'Event')));
  for (const execution of starts) {
    const { DurableExecutionArn } = await invoke(execution, 'RequestResponse');
    const { Status, Result } = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
    results[execution] = Status === 'SUCCEEDED' ? JSON.parse(Result ?? 'null') : Status;
  }
  process.send?.({ type: 'ended', results } satisfies FromLife);
}

process.on('message', (life: Life) => void live(life));
