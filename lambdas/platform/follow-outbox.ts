import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Area } from '#/domain/api/area.ts';
import { outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import type { Row } from '#/vault/rows.ts';
import { openServices, type Services } from './services.ts';
import { faultLog } from './telemetry.ts';

/** An event as it stands in the outbox. */
export type OutboxEvent = JobEvent & { readonly rows?: readonly string[] };

/** The outbox event that a stream record brings, or undefined: other rows of the table, and deletions. */
function eventIn({ eventName, dynamodb }: DynamoDBRecord): OutboxEvent | undefined {
  const image = dynamodb?.NewImage;
  if (eventName !== 'INSERT' || image?.entity?.S !== outboxEvent.name) return undefined;
  const row = unmarshall(image as Record<string, AttributeValue>) as Row;
  const eventId = row.sk.split('#')[1] as string;
  return { ...(row.fields as unknown as JobEvent), eventId, subjectId: row.subject as string };
}

/**
 * The function of an area that follows the outbox. It takes events in their order, and from the first failure on again:
 * nothing is passed over, so taking an event twice must do what taking it once does.
 */
export function followOutbox(area: Area, take: (event: OutboxEvent, services: Services) => Promise<void>) {
  const fault = faultLog(area);
  let opened: Services | undefined;
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    opened ??= openServices(area);
    for (const record of Records) {
      try {
        const event = eventIn(record);
        if (event) await take(event, opened);
      } catch (cause) {
        fault(cause);
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}
