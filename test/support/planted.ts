import { createSecretKey } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import { type Entity, type IdsOf, isSealed, type KeyTemplate, type ValuesOf } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import { create } from '#/vault/draft.ts';
import { keyRow } from '#/vault/epochs.ts';
import type { ReadyKey } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { putKey, putPointers, putRecord } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import { readyKey } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import type { GivenInstance } from './instance.ts';
import { type Engagement, vaultOf } from './people.ts';
import { sampleOf } from './sample-values.ts';

/** Everything that the data map lets be kept about a person. */
export const aboutPeople: readonly Entity[] = entities.filter(({ about }) => about === 'person' || about === 'client');

const idNames = ({ pk, sk }: KeyTemplate): string[] =>
  [...`${pk}#${sk}`.matchAll(/\{(\w+)\}/g)].map(([, id = '']) => id);
const personNames = ['personId', 'subjectId', 'scope', 'clientId'];

function idFor(vault: Vault, name: string, { engagementId, client, coach }: Engagement): string {
  if (personNames.includes(name)) return client.personId;
  if (name === 'engagementId') return engagementId;
  if (name === 'coachId') return coach.personId;
  if (name === 'copy') return '0';
  const kind = /^(\w+)Id$/.exec(name)?.[1];
  return kind ? `${vault.instance}.${kind}_${ulid(vault.now())}` : `planted${ulid(vault.now())}`;
}

/** The subject's key for a purpose, made where there is none. */
async function keyFor(vault: Vault, subject: string, { purpose }: Entity): Promise<ReadyKey> {
  const row = keyRow(subject, purpose);
  const made = await vault.keys.make(purpose);
  await writeTogether(vault.tables.dynamo, [putKey(vault, { ...made, subject, purpose }, vault.now())]).catch(
    (cause: unknown) => {
      if (!(cause instanceof WriteRefused)) throw cause;
    },
  );
  const ready = await readyKey(vault, await getTogether(vault.tables, [row]), { row, purpose });
  return ready ?? { keyId: made.keyId, key: createSecretKey(Buffer.alloc(32)) };
}

async function putObject({ id, awsConfig }: GivenInstance, { objects }: Entity, objectId: string): Promise<void> {
  if (!objects) return;
  const s3 = new S3Client(awsConfig);
  const Bucket = bucketName({ id, account: localAccount }, objects.bucket);
  await s3.send(new PutObjectCommand({ Bucket, Key: `${objectId}/000001`, Body: Buffer.from('planted') }));
  s3.destroy();
}

/**
 * A record of an entity about the client of an engagement, with pointers and objects, as if its own operation had made it.
 * What stands there already stays. Answers its ids.
 */
export async function givenRecordOf<E extends Entity>(
  instance: GivenInstance,
  entity: E,
  engagement: Engagement,
): Promise<IdsOf<E>> {
  const vault = vaultOf(instance);
  const ids = Object.fromEntries(idNames(entity.key).map((name) => [name, idFor(vault, name, engagement)]));
  const known = new Set([...personNames, 'coachId']);
  const values = Object.fromEntries(
    Object.entries(entity.fields).map(([name, { schema }]) => [
      name,
      known.has(name) ? idFor(vault, name, engagement) : sampleOf(schema),
    ]),
  );
  const subject = engagement.client.personId;
  const draft = create(entity, ids as IdsOf<E>, subject, values as ValuesOf<E>);
  const at = vault.now();
  const record = { ...draft, version: 1, createdAt: at, updatedAt: at };
  const key = isSealed(entity) ? await keyFor(vault, subject, entity) : undefined;
  await putObject(instance, entity, Object.values(ids).at(-1) ?? '');
  await writeTogether(vault.tables.dynamo, [
    putRecord(vault, record, draft, key),
    ...putPointers(vault, record, draft),
  ]).catch((cause: unknown) => {
    if (!(cause instanceof WriteRefused)) throw cause;
  });
  vault.tables.dynamo.destroy();
  return ids as IdsOf<E>;
}
