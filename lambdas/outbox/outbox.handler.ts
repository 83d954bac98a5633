import { DurableExecutionAlreadyStartedException, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { functionEnv } from '#/domain/api/area.ts';
import { executionName, type JobEvent } from '#/domain/jobs.ts';
import { once } from '#/domain/once.ts';
import { followOutbox } from '#/lambdas/platform/follow-outbox.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';
import { outbox } from './contract.ts';
import { isLedgered, jobsOn, startedFor } from './dispatch.contract.ts';
import { writeLedger } from './ledger.ts';

const lambda = once(() => new LambdaClient(clientOptions()));

/** Another event has the same cause: a request that was confirmed twice. */
function unlessStarted(cause: unknown): void {
  if (!(cause instanceof DurableExecutionAlreadyStartedException)) throw cause;
}

/** Starts a job under a name of its own: a second delivery finds it started. */
async function startJob({ config }: Services, area: string, event: JobEvent): Promise<void> {
  const command = new InvokeCommand({
    FunctionName: config[functionEnv(area)],
    InvocationType: 'Event',
    DurableExecutionName: executionName(area, startedFor(event)),
    Payload: Buffer.from(JSON.stringify(event)),
  });
  await lambda().send(command).catch(unlessStarted);
}

export const handler = followOutbox(outbox, async (found, services) => {
  const { rows, ...event } = found;
  if (isLedgered(event.type)) await writeLedger(services, found);
  for (const area of jobsOn[event.type] ?? []) await startJob(services, area, event);
});
