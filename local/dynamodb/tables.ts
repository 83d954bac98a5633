import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

const POLL_MS = 20;
const ACTIVE_WITHIN_MS = 10_000;

type Keyed = Pick<TableDescription, 'KeySchema' | 'AttributeDefinitions'> & {
  GlobalSecondaryIndexes?: { IndexName?: string | undefined; KeySchema?: TableDescription['KeySchema'] }[] | undefined;
};

/** Only the attributes that keys use: a definition may list them in any order, and DescribeTable has its own. */
function keysOf(table: Keyed): string {
  const typeOf = new Map((table.AttributeDefinitions ?? []).map((a) => [a.AttributeName, a.AttributeType]));
  const describe = (schema: TableDescription['KeySchema'] = []): string =>
    schema.map((key) => `${key.KeyType} ${key.AttributeName} (${typeOf.get(key.AttributeName)})`).join(', ');
  const indexes = (table.GlobalSecondaryIndexes ?? []).map(
    (index) => `${index.IndexName}: ${describe(index.KeySchema)}`,
  );
  return [describe(table.KeySchema), ...indexes.sort()].join('; ');
}

async function describe(client: DynamoDBClient, name: string | undefined): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, definition: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(definition));
  } catch (error) {
    // Somebody else created it in between; whether it is the same table is checked below like any other.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

async function untilActive(client: DynamoDBClient, name: string | undefined): Promise<TableDescription> {
  const deadline = performance.now() + ACTIVE_WITHIN_MS;
  while (performance.now() < deadline) {
    const table = await describe(client, name);
    if (table?.TableStatus === 'ACTIVE') return table;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new LocalRunError(`The table ${name} did not become active within ${ACTIVE_WITHIN_MS / 1000} s: start again.`);
}

async function ensureTable(client: DynamoDBClient, definition: CreateTableCommandInput): Promise<void> {
  const name = definition.TableName;
  if ((await describe(client, name)) === undefined) await create(client, definition);
  const existing = keysOf(await untilActive(client, name));
  const wanted = keysOf(definition);
  if (existing === wanted) return;
  throw new LocalRunError(
    `The table ${name} has the keys "${existing}" but this version needs "${wanted}": ` +
      'run "npm start -- --fresh" to begin again without its data, or go back to the version that wrote it.',
  );
}

/**
 * Creates the tables that are missing and waits until all are ACTIVE. Keys and index keys of a table that is already
 * there are compared; throws LocalRunError when they differ, since DynamoDB cannot change a table's keys.
 */
export async function ensureTables(
  client: DynamoDBClient,
  definitions: readonly CreateTableCommandInput[],
): Promise<void> {
  await Promise.all(definitions.map((definition) => ensureTable(client, definition)));
}
