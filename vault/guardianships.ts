import { Problem } from '#/domain/api/problems.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { guardian, guardianship } from '#/domain/data-map/entities/guardians.ts';
import { type ConsentPurpose, consentPurposes } from '#/domain/data-map/purposes.ts';
import type { Saved } from './commit.ts';
import { type Along, type Chooser, type ConsentRecord, choiceOf, consult, type Decision, record } from './consents.ts';
import type { Door } from './door.ts';
import { change } from './draft.ts';
import { fromRow, type OpenRecord, pointerRows } from './records.ts';
import type { RowRef } from './rows.ts';
import { rowsBelow, rowsPointedTo } from './subject-rows.ts';
import { isErased } from './unseal.ts';
import type { Vault } from './vault.ts';
import { of } from './visit.ts';

export type GuardianshipRecord = Saved<typeof guardianship>;

/** The rows by which the privacy office and the clock find it; what is left of them goes with its end. */
export const officeRows = ({ ids, values }: OpenRecord<typeof guardianship>): RowRef[] =>
  pointerRows(guardianship, { ...values, ...ids }).filter(({ pk }) => pk.startsWith('office#'));

/** The row by which the privacy office finds what waits for it; it goes with the decision. */
export const waitingRows = (found: OpenRecord<typeof guardianship>): RowRef[] =>
  officeRows(found).filter(({ pk }) => pk === 'office#guardianships');

/** Every guardianship that waits or is in force, for the clock: ids, states and times. */
export async function* guardianshipsInForce(vault: Vault): AsyncGenerator<OpenRecord<typeof guardianship>> {
  for await (const pointers of rowsBelow(vault, { store: guardianship.store, pk: 'office#wards' }, 'ward#')) {
    for (const { row } of await rowsPointedTo(vault, pointers)) {
      yield fromRow(vault.instance, guardianship, row, undefined);
    }
  }
}

/** The row under the guardian that leads to a guardianship; only they have it. */
const wardshipRow = (guardianId: string, guardianshipId: string): RowRef => ({
  store: guardianship.store,
  pk: `person#${guardianId}`,
  sk: `wardship#${guardianshipId}`,
});

/** A guardianship of the caller, as the minor or as the guardian. @throws Problem `not-found` */
export async function readOwnGuardianship(
  door: Door,
  personId: string,
  guardianshipId: string,
): Promise<GuardianshipRecord> {
  const asGuardian = wardshipRow(personId, guardianshipId);
  const asWard = of(guardianship, { guardianshipId }, personId);
  const { found, rows } = await door.consult({ own: asWard }, [asGuardian]);
  if (found.own && !isErased(found.own)) return found.own;
  const subject = rows.get(asGuardian)?.subject;
  if (!subject) throw new Problem('not-found');
  return door.read(guardianship, { guardianshipId }, subject);
}

/** What the guardian gave or asked for: it does not count any longer than they are trusted. */
const givenBy = (state: ConsentRecord | undefined, guardianId: string): ConsentPurpose[] =>
  consentPurposes.filter((purpose) => {
    const choice = choiceOf(state, purpose);
    return choice?.guardianId === guardianId && (choice.state === 'given' || choice.state === 'requested');
  });

/** The guardianship and the relation it made, both at their end. */
async function ended(door: Door, found: GuardianshipRecord, now: number): Promise<Along> {
  const { personId, guardianId } = found.values;
  const { relation } = await door.open({ relation: of(guardian, { personId, guardianId }) });
  const isItsOwn =
    relation && !isErased(relation) && relation.values.guardianshipId === found.ids.guardianshipId
      ? relation
      : undefined;
  return {
    records: [
      change(found, { state: 'revoked', endedAt: now }),
      ...(isItsOwn ? [change(isItsOwn, { status: 'ended' })] : []),
    ],
    removes: officeRows(found),
  };
}

/**
 * Ends a guardianship, with what the guardian gave by it: keys and all, in one transaction.
 * @throws Problem `conflict` when it has ended already
 */
export async function revokeGuardianship(
  vault: Vault,
  door: Door,
  found: GuardianshipRecord,
  by: Chooser,
): Promise<void> {
  const { personId, guardianId, state: was } = found.values;
  if (was !== 'invited' && was !== 'confirmed') {
    throw new Problem('conflict', { detail: `The guardianship has ended: it is ${was}.` });
  }
  const along = await ended(door, found, vault.now());
  const { rows, state } = await consult(door, personId, found.values.purposes);
  const [first, ...rest] = givenBy(state, guardianId).map(
    (purpose): Decision => ({
      purpose,
      state: 'invalidated',
      scopes: choiceOf(state, purpose)?.scopes ?? [],
      notice: noticeOf(purpose),
      by: { ...by, reason: 'guardianship_ended' },
    }),
  );
  const type = 'guardian.revoked';
  if (first) await record({ vault, door, rows }, [first, ...rest], { personId, state, along: () => along, type });
  else await door.save({ ...along, event: { type, subjectId: personId, resourceId: found.ids.guardianshipId } });
}
