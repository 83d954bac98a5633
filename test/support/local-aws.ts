import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { type AwsEndpoint, startAwsEndpoint } from '#/local/aws/endpoint.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import type { AwsService } from '#/local/aws/service.ts';
import { type DynamoDb, startDynamoDb } from '#/local/dynamodb/dynamodb.ts';
import { type KmsOptions, openKms } from '#/local/kms/kms.ts';

export const REGION = 'eu-central-1';

/** An empty folder that is gone when the test has finished. */
export function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coachvault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Clock = { now: () => number; advance(ms: number): void };

/** A clock that stands still until it is advanced. */
export function givenClock(start = Date.parse('2026-11-21T10:00:00Z')): Clock {
  let time = start;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}

/** A real DynamoDB process on an empty file, ended with the test. */
export async function givenDynamoDb(file = join(givenFolder(), 'data.db')): Promise<DynamoDb> {
  const database = await startDynamoDb({ file });
  onTestFinished(() => database.close());
  return database;
}

/** A KMS on a file of its own, closed with the test. */
export function givenKms(options: Partial<KmsOptions> = {}): AwsService {
  const file = options.file ?? join(givenFolder(), 'keys.db');
  const kms = openKms({ region: REGION, rootKey: randomBytes(32), now: Date.now, ...options, file });
  onTestFinished(() => kms.close());
  return kms.service;
}

/** What an SDK client needs to talk to an endpoint: any credentials do. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: REGION,
  maxAttempts: 1,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

export type GivenEndpoint = AwsEndpoint & { client: ReturnType<typeof clientOf> };

/** The endpoint with these services; without `dynamodb`, nothing listens where the database should be. */
export async function givenAwsEndpoint(
  options: {
    services?: readonly AwsService[];
    rest?: readonly RestService[];
    dynamodb?: { port: number };
    documents?: (path: string) => object | undefined;
    log?: (line: string) => void;
  } = {},
): Promise<GivenEndpoint> {
  const endpoint = await startAwsEndpoint({ services: [], dynamodb: { port: 1 }, ...options, port: 0 });
  onTestFinished(() => endpoint.close());
  return { ...endpoint, client: clientOf(endpoint.url) };
}

/** A table with the one key `id`, a string. */
export const givenTable = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
