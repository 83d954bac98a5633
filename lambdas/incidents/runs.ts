import {
  CallbackTimeoutException,
  DurableExecutionAlreadyStartedException,
  InvokeCommand,
  LambdaClient,
  SendDurableExecutionCallbackSuccessCommand,
} from '@aws-sdk/client-lambda';
import { functionEnv } from '#/domain/api/area.ts';
import { type RunEvent, runName } from '#/domain/incidents/run.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';
import { readApproval } from '#/vault/incidents/approvals.ts';
import { newestRun } from '#/vault/incidents/run-rows.ts';

const lambda = once(() => new LambdaClient(clientOptions()));

/** It is started already: the name of an execution is that of its run. */
function unlessStarted(cause: unknown): void {
  if (!(cause instanceof DurableExecutionAlreadyStartedException)) throw cause;
}

/** Starts the newest run of a case. Repeating it changes nothing. */
export async function startRun(
  { params: { incidentId } }: { readonly params: { readonly incidentId: string } },
  { config, vault }: Services,
): Promise<void> {
  const found = await newestRun(vault, incidentId);
  if (!found) return;
  const event: RunEvent = { incidentId, run: Number(found.ids.number), ...found.values };
  const command = new InvokeCommand({
    FunctionName: config[functionEnv('containment')],
    InvocationType: 'Event',
    DurableExecutionName: runName(event),
    Payload: Buffer.from(JSON.stringify(event)),
  });
  await lambda().send(command).catch(unlessStarted);
}

/** Its time is over, or it was told before. */
function unlessTold(cause: unknown): void {
  if (!(cause instanceof CallbackTimeoutException)) throw cause;
}

/** Tells the run that waits for this question, once it is decided. Repeating it changes nothing. */
export async function tellRun(
  { params }: { readonly params: { readonly incidentId: string; readonly approvalId: string } },
  { vault }: Services,
): Promise<void> {
  const asked = await readApproval(vault, params);
  if (asked?.values.state !== 'approved' && asked?.values.state !== 'rejected') return;
  const command = new SendDurableExecutionCallbackSuccessCommand({
    CallbackId: asked.values.callbackId,
    Result: Buffer.from(JSON.stringify(asked.values.state)),
  });
  await lambda().send(command).catch(unlessTold);
}
