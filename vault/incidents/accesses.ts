import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { disclosure } from '#/domain/data-map/entities/disclosures.ts';
import { accessLogEntry } from '#/domain/data-map/entities/safeguards.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { type LoggedAccess, withoutRefusedOnes } from '#/domain/incidents/case/reads.ts';
import { type Row, tableOf, toItem, unknownOutcome } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';

/** Rows of an entity in which a field has one of these values. */
type Sought = { readonly entity: Entity; readonly field: string; readonly values: readonly string[] };

/** DynamoDB compares with at most this many values at once. */
const valuesAtMost = 100;
const segments = 4;

async function scanSegment(vault: Vault, { entity, field, values }: Sought, segment: number): Promise<Row[]> {
  const named = Object.fromEntries(values.map((value, index) => [`:v${index}`, value]));
  const query = {
    TableName: tableOf(vault.tables, entity.store),
    ConsistentRead: true,
    Segment: segment,
    TotalSegments: segments,
    FilterExpression: `#entity = :entity AND #fields.#field IN (${Object.keys(named).join(', ')})`,
    ExpressionAttributeNames: { '#entity': 'entity', '#fields': 'fields', '#field': field },
    ExpressionAttributeValues: toItem({ ':entity': entity.name, ...named }),
  };
  const found: Row[] = [];
  try {
    for await (const { Items = [] } of paginateScan({ client: vault.tables.dynamo }, query))
      found.push(...Items.map((item) => unmarshall(item) as Row));
  } catch (cause) {
    throw unknownOutcome(cause);
  }
  return found;
}

async function scan(vault: Vault, sought: Sought): Promise<Row[]> {
  const found: Row[] = [];
  for (let from = 0; from < sought.values.length; from += valuesAtMost) {
    const some = { ...sought, values: sought.values.slice(from, from + valuesAtMost) };
    const parts = Array.from({ length: segments }, (_, segment) => scanSegment(vault, some, segment));
    found.push(...(await Promise.all(parts)).flat());
  }
  return found;
}

/**
 * Everything that these people opened or were refused, of anybody. The log stands by whose records they are, and a second
 * one by who looked would cost every request a write and every erasure a search: so the whole table is gone through, which
 * takes minutes for a large one and waits for no request. It follows the containment, and holds nothing up.
 */
export async function accessesBy(vault: Vault, actorIds: readonly string[]): Promise<LoggedAccess[]> {
  const rows = await scan(vault, { entity: accessLogEntry, field: 'actorId', values: actorIds });
  const log = rows.map(({ subject = '', fields }) => ({
    ...(fields as Omit<LoggedAccess, 'subjectId'>),
    subjectId: subject,
  }));
  return withoutRefusedOnes(log);
}

/** Everybody of whom an integration got something. */
export async function disclosedTo(vault: Vault, integrationId: string): Promise<string[]> {
  const rows = await scan(vault, { entity: disclosure, field: 'integrationId', values: [integrationId] });
  return [...new Set(rows.flatMap(({ subject }) => subject ?? []))].toSorted();
}
