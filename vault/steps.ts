import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { subjectKey } from '#/domain/data-map/entities/keys.ts';
import { idempotencyRecord, outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { expiryOf, ttlOf } from '#/domain/data-map/expiry.ts';
import { endOf } from '#/domain/data-map/retention.ts';
import type { Draft, Happening, KeyInUse, NewKey, Removal } from './draft.ts';
import { personEpoch } from './epochs.ts';
import type { Idempotency } from './idempotency.ts';
import { type OpenRecord, pointerRows, type ReadyKey, refOf, toRow } from './records.ts';
import { type Row, type RowRef, tableOf, toItem } from './rows.ts';
import type { Failure, Step } from './transaction.ts';
import type { Vault } from './vault.ts';

type Condition = { readonly expression: string; readonly values?: Record<string, unknown> };
const absent: Condition = { expression: 'attribute_not_exists(pk)' };

function conditionOf({ expression, values = {} }: Condition) {
  const named = toItem(values);
  return {
    ConditionExpression: expression,
    ...(Object.keys(named).length > 0 ? { ExpressionAttributeValues: named } : {}),
  };
}

function put(vault: Vault, store: Entity['store'], row: object, condition: Condition, failure: Failure): Step {
  const write: TransactWriteItem = {
    Put: { TableName: tableOf(vault.tables, store), Item: toItem(row), ...conditionOf(condition) },
  };
  return { write, failure };
}

function check(vault: Vault, ref: RowRef, condition: Condition, names: Record<string, string>, failure: Failure): Step {
  const write: TransactWriteItem = {
    ConditionCheck: {
      TableName: tableOf(vault.tables, ref.store),
      Key: toItem({ pk: ref.pk, sk: ref.sk }),
      ExpressionAttributeNames: names,
      ...conditionOf(condition),
    },
  };
  return { write, failure };
}

/** A new record must not stand there yet; a changed one must still be the version that was read. */
export function putRecord(vault: Vault, record: OpenRecord, draft: Draft, key: ReadyKey | undefined): Step {
  const row = toRow(vault.instance, record, key);
  if (draft.replaces === undefined) return put(vault, record.entity.store, row, absent, 'exists');
  const write: TransactWriteItem = {
    Put: {
      TableName: tableOf(vault.tables, record.entity.store),
      Item: toItem(row),
      ExpressionAttributeNames: { '#version': 'version' },
      ...conditionOf({ expression: '#version = :read', values: { ':read': draft.replaces } }),
    },
  };
  return { write, failure: 'version' };
}

/** Puts a record that is not sealed; one that is goes through `putRecord`, with its key. */
export function putDraft(vault: Vault, draft: Draft, at: number): Step {
  const { entity, ids, subject, values, replaces = 0, createdAt = at } = draft;
  const record = { entity, ids, subject, values, version: replaces + 1, createdAt, updatedAt: at };
  return putRecord(vault, record, draft, undefined);
}

/** Rows that let a new record be found from another side, and that end with it where its end is known. */
export function putPointers(vault: Vault, record: OpenRecord, draft: Draft): Step[] {
  if (draft.replaces !== undefined) return [];
  const { entity, ids, subject, values, createdAt } = record;
  const expiry = expiryOf(entity, { createdAt });
  return pointerRows(entity, { ...(values as object), ...ids }).map(({ pk, sk }) => {
    const row = {
      pk,
      sk,
      entity: `${entity.name}_pointer`,
      subject,
      version: 1,
      createdAt,
      updatedAt: createdAt,
      ttl: expiry === undefined ? undefined : ttlOf(entity, expiry),
      fields: {},
    };
    return put(vault, entity.store, row, absent, 'exists');
  });
}

export function putKey(vault: Vault, { subject, purpose, keyId, wrapped }: NewKey, at: number): Step {
  const record = {
    entity: subjectKey,
    ids: { subjectId: subject, purpose },
    subject,
    version: 1,
    createdAt: at,
    updatedAt: at,
    values: { keyId, wrapped, grantedAt: at },
  };
  return put(vault, subjectKey.store, toRow(vault.instance, record, undefined), absent, 'exists');
}

/**
 * A key the write was made with must still exist: no write lands after the withdrawal (`consent`) or the erasure (`key`)
 * that should have stopped it.
 */
export const keyStillThere = (vault: Vault, { row, keyId }: KeyInUse, failure: 'key' | 'consent'): Step =>
  check(
    vault,
    row,
    { expression: '#fields.#keyId = :keyId', values: { ':keyId': keyId } },
    { '#fields': 'fields', '#keyId': 'keyId' },
    failure,
  );

/** A row that decided along must be as it was read: the same version, or still not there. */
export const stillUnchanged = (vault: Vault, ref: RowRef, read: Row | undefined): Step =>
  read
    ? check(
        vault,
        ref,
        { expression: '#version = :read', values: { ':read': read.version } },
        { '#version': 'version' },
        'version',
      )
    : check(vault, ref, { expression: 'attribute_not_exists(#pk)' }, { '#pk': 'pk' }, 'version');

/** A switch that a response may turn must be as it was read; the relation ends with it. */
export const switchStill = (vault: Vault, ref: RowRef, rows: { get(ref: RowRef): Row | undefined }): Step => ({
  ...stillUnchanged(vault, ref, rows.get(ref)),
  failure: 'relation',
});

/** Deletes a row, if a version is given only that one. Deleting what is gone already is no error. */
export function removeRow(vault: Vault, { store, pk, sk, version }: Removal): Step {
  const place = { TableName: tableOf(vault.tables, store), Key: toItem({ pk, sk }) };
  if (version === undefined) return { write: { Delete: place }, failure: 'version' };
  const condition = conditionOf({ expression: '#version = :read', values: { ':read': version } });
  return {
    write: { Delete: { ...place, ExpressionAttributeNames: { '#version': 'version' }, ...condition } },
    failure: 'version',
  };
}

/** The engagement must not have ended meanwhile. */
export const engagementStillOn = (vault: Vault, engagementId: string): Step =>
  check(
    vault,
    refOf(engagement, { engagementId }),
    { expression: '#fields.#status <> :ended', values: { ':ended': 'ended' } },
    { '#fields': 'fields', '#status': 'status' },
    'relation',
  );

/** The row of the relation that let the caller in must still say that it holds. */
export const stillActive = (vault: Vault, ref: RowRef): Step =>
  check(
    vault,
    ref,
    { expression: '#fields.#status = :active', values: { ':active': 'active' } },
    { '#fields': 'fields', '#status': 'status' },
    'relation',
  );

/** An account that is being erased gets no new key: it would outlive the erasure. */
export const accountStillOpen = (vault: Vault, personId: string): Step =>
  check(
    vault,
    personEpoch(personId),
    { expression: '#fields.#status <> :closed', values: { ':closed': 'closed' } },
    { '#fields': 'fields', '#status': 'status' },
    'key',
  );

export function putIdempotency(vault: Vault, to: Idempotency, status: number, resourceId: string, at: number): Step {
  const values = { bodyHash: to.bodyHash, status, resourceId };
  const record = {
    entity: idempotencyRecord,
    ids: to.ids,
    subject: to.ids.personId,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  const expired = { ':expired': endOf(at, { hours: -(idempotencyRecord.retention.keep.hours ?? 0) }) };
  const condition = { expression: 'attribute_not_exists(pk) OR createdAt <= :expired', values: expired };
  return put(
    vault,
    idempotencyRecord.store,
    toRow(vault.instance, { ...record, values }, undefined),
    condition,
    'replayed',
  );
}

export function putEvent(
  vault: Vault,
  { subjectId, rows, ...event }: Happening & { readonly actorId: string },
  at: number,
): Step {
  const record = {
    entity: outboxEvent,
    ids: { subjectId, eventId: vault.mintId('event') },
    subject: subjectId,
    version: 1,
    createdAt: at,
    updatedAt: at,
    values: { ...event, rows: rows ? [...rows] : undefined, at },
  };
  return put(vault, outboxEvent.store, toRow(vault.instance, record, undefined), absent, 'exists');
}
