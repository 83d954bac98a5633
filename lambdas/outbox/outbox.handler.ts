import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { functionEnv } from '#/domain/api/area.ts';
import { executionName, type JobEvent } from '#/domain/jobs.ts';
import { once } from '#/domain/once.ts';
import { followOutbox } from '#/lambdas/platform/follow-outbox.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';
import { outbox } from './contract.ts';
import { jobsOn, ledgered } from './dispatch.contract.ts';
import { writeLedger } from './ledger.ts';

const lambda = once(() => new LambdaClient(clientOptions()));

/** Starts a job by the name of its event: a second delivery finds it started. */
async function startJob({ config }: Services, area: string, event: JobEvent): Promise<void> {
  const command = new InvokeCommand({
    FunctionName: config[functionEnv(area)],
    InvocationType: 'Event',
    DurableExecutionName: executionName(event.eventId),
    Payload: Buffer.from(JSON.stringify(event)),
  });
  await lambda().send(command);
}

export const handler = followOutbox(outbox, async (found, services) => {
  const { rows, ...event } = found;
  if (ledgered.has(event.type)) await writeLedger(services, found);
  for (const area of jobsOn[event.type] ?? []) await startJob(services, area, event);
});
