import { engagement } from '#/domain/data-map/entities/directory.ts';
import { accountErasure } from '#/domain/data-map/entities/erasures.ts';
import { rowKey, type ValuesOf } from '#/domain/data-map/entity.ts';
import { expiryOf, type Life, ttlOf } from '#/domain/data-map/expiry.ts';
import { entities } from '#/domain/data-map/map.ts';
import { type Belonging, belongings } from './belongings.ts';
import { type Holds, readHolds } from './holds.ts';
import { refOf } from './records.ts';
import { getTogether, type RowRef, type Rows } from './rows.ts';
import { engagementsAbout, type Partition, partitionsAbout } from './subject-rows.ts';
import { type Dated, dateRows } from './ttl.ts';
import type { Vault } from './vault.ts';

type Course = Pick<ValuesOf<typeof engagement>, 'endedAt' | 'retentionMonths'>;

/** The engagement that a record stands below, by its partition; undefined for what stands below a person. */
function engagementAround(vault: Vault, { rows }: Belonging): RowRef | undefined {
  const [id = ''] = (rows[0]?.pk ?? '').split('#').slice(1);
  return id.startsWith(`${vault.instance}.engagement_`) ? refOf(engagement, { engagementId: id }) : undefined;
}

/** The moments that the periods of a record count from, as far as they have come. */
function lifeOf(vault: Vault, one: Belonging, rows: Rows, accountClosedAt: number | undefined): Life {
  const ref = engagementAround(vault, one);
  const { endedAt, retentionMonths } = ((ref && rows.get(ref)?.fields) ?? {}) as Partial<Course>;
  return {
    createdAt: one.createdAt,
    engagementEndedAt: endedAt === undefined ? undefined : Date.parse(endedAt),
    tenantMonths: retentionMonths,
    accountClosedAt,
  };
}

/** The date of a record, for all its rows. What a hold keeps has none, and the key table never has. */
function dated(one: Belonging, life: Life, holds: Holds): Dated[] {
  const { entity } = one;
  const expiry = expiryOf(entity, life);
  if (expiry === undefined || one.store === 'keys') return [];
  const ttl = entity.retention.holdable && holds.isHeld(one.subject) ? undefined : ttlOf(entity, expiry);
  return one.ttl === ttl ? [] : one.rows.map((ref) => ({ ref, ttl }));
}

async function closedAt(vault: Vault, personId: string): Promise<number | undefined> {
  const ref = refOf(accountErasure, { personId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return (row?.fields as ValuesOf<typeof accountErasure> | undefined)?.closedAt;
}

async function scheduleIn(vault: Vault, personId: string, partitions: readonly Partition[]): Promise<number> {
  const accountClosedAt = await closedAt(vault, personId);
  let count = 0;
  for await (const page of belongings(vault, personId, partitions)) {
    const records = page.filter(({ name, entity, subject }) => name === entity.name && subject !== '');
    const holds = await readHolds(
      vault,
      records.map(({ subject }) => subject),
    );
    const rows = await getTogether(
      vault.tables,
      records.flatMap((one) => engagementAround(vault, one) ?? []),
    );
    const dates = records.flatMap((one) => dated(one, lifeOf(vault, one, rows, accountClosedAt), holds));
    await dateRows(vault, dates);
    count += dates.length;
  }
  return count;
}

const engagementKey = engagement.key.pk;

/** The stores that hold something below an engagement. */
const storesBelow = new Set(entities.filter(({ key }) => key.pk === engagementKey).map(({ store }) => store));

/**
 * Dates everything of an engagement whose period has begun. TTL deletes it then, two weeks after the sweeper should have;
 * what a hold keeps gets no date. Answers how many rows were dated anew.
 */
export function scheduleEngagement(vault: Vault, clientId: string, engagementId: string): Promise<number> {
  const { pk } = rowKey(engagement.key, { engagementId });
  return scheduleIn(
    vault,
    clientId,
    [...storesBelow].map((store) => ({ store, pk })),
  );
}

/** The same for everything of a person: when their account has closed, or a hold on them came or went. */
export async function schedulePerson(vault: Vault, personId: string): Promise<number> {
  return scheduleIn(vault, personId, partitionsAbout(personId, await engagementsAbout(vault, personId)));
}
