import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { functionEnv } from '#/domain/api/area.ts';
import { outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import { executionName, type JobEvent } from '#/domain/jobs.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, openServices, type Services } from '#/lambdas/platform/services.ts';
import { faultLog } from '#/lambdas/platform/telemetry.ts';
import type { Row } from '#/vault/rows.ts';
import { outbox } from './contract.ts';
import { jobsOn, ledgered } from './dispatch.contract.ts';
import { writeLedger } from './ledger.ts';

const lambda = once(() => new LambdaClient(clientOptions()));
const fault = faultLog(outbox);
let opened: Services | undefined;

/** The outbox event that a stream record brings, or undefined: other rows of the table, and deletions. */
function eventIn({
  eventName,
  dynamodb,
}: DynamoDBRecord): (JobEvent & { readonly rows?: readonly string[] }) | undefined {
  const image = dynamodb?.NewImage;
  if (eventName !== 'INSERT' || image?.entity?.S !== outboxEvent.name) return undefined;
  const row = unmarshall(image as Record<string, AttributeValue>) as Row;
  const eventId = row.sk.split('#')[1] as string;
  return { ...(row.fields as unknown as JobEvent), eventId, subjectId: row.subject as string };
}

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

async function take(services: Services, record: DynamoDBRecord): Promise<void> {
  const found = eventIn(record);
  if (!found) return;
  const { rows, ...event } = found;
  if (ledgered.has(event.type)) await writeLedger(services, found);
  for (const area of jobsOn[event.type] ?? []) await startJob(services, area, event);
}

/** In order, and from the first failure on again: nothing is passed over. */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  opened ??= openServices(outbox);
  for (const record of Records) {
    try {
      await take(opened, record);
    } catch (cause) {
      fault(cause);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}
