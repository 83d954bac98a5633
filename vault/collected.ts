import { entities } from '#/domain/data-map/map.ts';
import { type ConsentPurpose, consentPurposes, type Purpose, purposes } from '#/domain/data-map/purposes.ts';
import { type Belonging, belongings } from './belongings.ts';
import { type Deleted, deleteAll } from './deletion.ts';
import { keyRow } from './epochs.ts';
import { readHolds } from './holds.ts';
import { getTogether } from './rows.ts';
import { engagementsAbout, partitionsAbout } from './subject-rows.ts';
import { WriteRefused } from './transaction.ts';
import type { Vault } from './vault.ts';

const storesOf = (purpose: Purpose): ReadonlySet<string> =>
  new Set(entities.filter((entity) => entity.purpose === purpose).map(({ store }) => store));

/**
 * Every record that was collected for a purpose and is about the person, or that they take part in: a coach's withdrawal ends
 * a recording as the client's does.
 */
async function* collectedFor(vault: Vault, personId: string, purpose: Purpose): AsyncGenerator<Belonging[]> {
  const stores = storesOf(purpose);
  const partitions = partitionsAbout(personId, await engagementsAbout(vault, personId));
  const ofStores = partitions.filter(({ store }) => stores.has(store));
  for await (const page of belongings(vault, personId, ofStores)) {
    yield page.filter(({ name, entity }) => name === entity.name && entity.purpose === purpose);
  }
}

export type Outcome = Deleted & { readonly held: number };
const nothing: Outcome = { records: 0, objects: 0, held: 0 };
const sum = (a: Outcome, b: Outcome): Outcome => ({
  records: a.records + b.records,
  objects: a.objects + b.objects,
  held: a.held + b.held,
});

/** Deletes what is one person's of a page, less what a hold keeps: one on whoever withdrew, or on whose records they are. */
async function deleteOf(vault: Vault, personId: string, subject: string, some: readonly Belonging[]): Promise<Outcome> {
  const people = new Set([personId, subject]);
  const holds = await readHolds(vault, people);
  const isKept = ({ entity }: Belonging): boolean =>
    entity.retention.holdable && (holds.isHeld(personId) || holds.isHeld(subject));
  const going = some.filter((one) => !isKept(one));
  try {
    const conditions = [...people].map(holds.unchanged);
    return { ...(await deleteAll(vault, going, { conditions })), held: some.length - going.length };
  } catch (cause) {
    if (!(cause instanceof WriteRefused)) throw cause;
    return deleteOf(vault, personId, subject, some);
  }
}

/** A coach's page can be of a hundred clients: each is asked for holds in transactions of their own. */
async function deletePage(vault: Vault, personId: string, page: readonly Belonging[]): Promise<Outcome> {
  let outcome = nothing;
  for (const [subject, some] of Map.groupBy(page, (one) => one.subject)) {
    outcome = sum(outcome, await deleteOf(vault, personId, subject, some));
  }
  return outcome;
}

/** Deletes everything that was collected for a purpose that has ended for the person. Repeating it finds less and does no harm. */
export async function deleteCollected(vault: Vault, personId: string, purpose: Purpose): Promise<Outcome> {
  let outcome = nothing;
  for await (const page of collectedFor(vault, personId, purpose)) {
    outcome = sum(outcome, await deletePage(vault, personId, page));
  }
  return outcome;
}

/** Whose consent a record stands on. */
const askedFor = ({ subject, fields }: Belonging, purpose: ConsentPurpose): string[] =>
  purposes[purpose].asks === 'participants' ? [subject, String(fields.coachId ?? subject)] : [subject];

/** Records that were collected under a consent which has ended since: its key is not there, or is a later one. */
async function outlived(vault: Vault, page: readonly Belonging[], purpose: ConsentPurpose): Promise<Belonging[]> {
  const keyOf = (personId: string) => keyRow(personId, purpose);
  const rows = await getTogether(
    vault.tables,
    page.flatMap((one) => askedFor(one, purpose).map(keyOf)),
  );
  return page.filter((one) =>
    askedFor(one, purpose).some((personId) => {
      const key = rows.get(keyOf(personId));
      return !key || key.createdAt > one.createdAt;
    }),
  );
}

/** Whether something is left of what was collected for a purpose under a consent that has ended. */
export async function hasOutlived(vault: Vault, personId: string, purpose: ConsentPurpose): Promise<boolean> {
  for await (const page of collectedFor(vault, personId, purpose)) {
    if ((await outlived(vault, page, purpose)).length > 0) return true;
  }
  return false;
}

/** Deletes what was kept from its deletion after a withdrawal, by a hold or by a restore, whoever had withdrawn. */
export async function deleteOutlived(
  vault: Vault,
  personId: string,
  ofPurposes: readonly ConsentPurpose[] = consentPurposes,
): Promise<Outcome> {
  let outcome = nothing;
  for (const purpose of ofPurposes) {
    for await (const page of collectedFor(vault, personId, purpose)) {
      outcome = sum(outcome, await deletePage(vault, personId, await outlived(vault, page, purpose)));
    }
  }
  return outcome;
}
