import { engagement } from '#/domain/data-map/entities/directory.ts';
import { categoriesOf, type Entity, type ValuesOf } from '#/domain/data-map/entity.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import { describe } from '#/domain/data-map/retention.ts';
import { type Counted, countRows } from '#/vault/counts.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { countsFor, engagementsAbout, type Partition, partitionsAbout } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

type Course = Pick<ValuesOf<typeof engagement>, 'endedAt' | 'retentionMonths'>;
type Tally = { readonly entity: Entity; count: number; deletedBy: number | undefined; open: boolean };

/** The engagement that a partition belongs to, as its row says it: enough to tell when its records end. */
async function coursesOf(vault: Vault, engagementIds: readonly string[]): Promise<ReadonlyMap<string, Course>> {
  const refs = engagementIds.map((engagementId) => refOf(engagement, { engagementId }));
  const rows = await getTogether(vault.tables, refs);
  return new Map(refs.map((ref) => [ref.pk, (rows.get(ref)?.fields ?? {}) as Course]));
}

/** When the last of the counted records ends; undefined while that is open. */
function endOfAll(entity: Entity, { lastAt }: Counted, course: Course | undefined): number | undefined {
  return expiryOf(entity, {
    createdAt: lastAt,
    engagementEndedAt: course?.endedAt === undefined ? undefined : Date.parse(course.endedAt),
    tenantMonths: course?.retentionMonths,
  });
}

function tally(tallies: Map<string, Tally>, counted: Counted, course: Course | undefined): void {
  const entity = countsFor(counted.entity);
  if (!entity) return;
  const end = endOfAll(entity, counted, course);
  const known = tallies.get(entity.name) ?? { entity, count: 0, deletedBy: undefined, open: false };
  known.count += counted.count;
  known.open ||= end === undefined;
  known.deletedBy = Math.max(known.deletedBy ?? 0, end ?? 0);
  tallies.set(entity.name, known);
}

/** What is held about a person, entity by entity: counted where it stands, and nothing of it opened. */
export async function heldAbout(vault: Vault, personId: string, region: string) {
  const engagementIds = await engagementsAbout(vault, personId);
  const courses = await coursesOf(vault, engagementIds);
  const tallies = new Map<string, Tally>();
  const counts = await Promise.all(
    partitionsAbout(personId, engagementIds).map(async (partition: Partition) => ({
      course: courses.get(partition.pk),
      counted: await countRows(vault, partition),
    })),
  );
  for (const { course, counted } of counts) for (const each of counted) tally(tallies, each, course);
  return [...tallies.values()].map(({ entity, count, deletedBy, open }) => ({
    entity: entity.name,
    categories: categoriesOf(entity),
    count,
    store: entity.store,
    region,
    purpose: entity.purpose,
    why: purposes[entity.purpose].says,
    basis: purposes[entity.purpose].basis,
    kept: describe(entity.retention),
    deletedBy: open || !deletedBy ? null : new Date(deletedBy).toISOString(),
  }));
}
