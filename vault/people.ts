import type { Pool } from '#/domain/access/roles.ts';
import { emailClaim, person, sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { ageBand } from '#/domain/data-map/entities/guardians.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { change, create, type Draft, type NewKey } from './draft.ts';
import { personEpoch } from './epochs.ts';
import { fromRow, type OpenRecord, refOf } from './records.ts';
import { getTogether } from './rows.ts';
import type { Vault } from './vault.ts';

/** Purposes a person gets keys for when they come to be; keys for other purposes come with their consent. */
const firstPurposes = { workforce: ['account'], clients: ['account', 'coaching'] } as const satisfies Record<
  Pool,
  readonly Purpose[]
>;

export type Arrival = {
  readonly personId: string;
  readonly records: readonly Draft[];
  readonly newKeys: readonly NewKey[];
};

type Known = { readonly emailIndex: string; readonly personId: string | undefined };

/** Looks an address up by its keyed hash; the address itself is written and read nowhere. */
async function lookUp(vault: Vault, pool: Pool, email: string): Promise<Known> {
  const emailIndex = await vault.macs.blindIndex('email', email);
  const ref = refOf(emailClaim, { pool, emailIndex });
  const claim = (await getTogether(vault.tables, [ref])).get(ref)?.fields as ValuesOf<typeof emailClaim> | undefined;
  return { emailIndex, personId: claim?.personId };
}

/** The person who has an e-mail address in a pool. */
export const findPerson = async (vault: Vault, pool: Pool, email: string): Promise<string | undefined> =>
  (await lookUp(vault, pool, email)).personId;

/**
 * A minor with this address whose home is the organisation. Their age is read as it stands, unopened: who confirms what
 * follows from it opens it.
 */
export async function findMinorOf(vault: Vault, organizationId: string, email: string): Promise<string | undefined> {
  const { personId } = await lookUp(vault, 'clients', email);
  // Read for nobody, too: how long it takes must not tell whether there is somebody.
  const id = personId ?? vault.mintId('person');
  const [epoch, age] = [personEpoch(id), refOf(ageBand, { personId: id })];
  const rows = await getTogether(vault.tables, [epoch, age]);
  const homes = (rows.get(epoch)?.fields.organizationIds ?? []) as string[];
  return homes.includes(organizationId) && rows.get(age)?.fields.band === 'minor' ? personId : undefined;
}

export const makeKeys = (vault: Vault, subject: string, purposes: readonly Purpose[]): Promise<NewKey[]> =>
  Promise.all(purposes.map(async (purpose) => ({ subject, purpose, ...(await vault.keys.make(purpose)) })));

/** Everything a person who is not known yet comes to be with: profile, claim on the address, keys, epoch. */
async function newcomer(
  vault: Vault,
  { pool, email, emailIndex }: { pool: Pool; email: string; emailIndex: string },
  organizationIds: string[],
): Promise<Arrival> {
  const personId = vault.mintId('person');
  const epoch = { status: 'active', revokedBefore: 0, organizationIds } as const;
  return {
    personId,
    newKeys: await makeKeys(vault, personId, firstPurposes[pool]),
    records: [
      create(person, { personId }, personId, { pool, email }),
      create(emailClaim, { pool, emailIndex }, personId, { personId }),
      create(sessionEpoch, { scope: personId, copy: '0' }, personId, epoch),
    ],
  };
}

async function readEpoch(vault: Vault, personId: string): Promise<OpenRecord<typeof sessionEpoch>> {
  const ref = personEpoch(personId);
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  if (!row) throw new TypeError('A person without an epoch row cannot be changed.');
  return fromRow(vault.instance, sessionEpoch, row, undefined);
}

/** The next version of a person's epoch row: a coaching session has just ended. */
export const markSessionCompleted = async (vault: Vault, personId: string): Promise<Draft> =>
  change(await readEpoch(vault, personId), { sessionCompletedAt: vault.now() });

/**
 * The person behind an address, and what has to be written for one who is not known yet. Whoever invites a newcomer becomes
 * their home organisation, which decides over all they do; who is known keeps theirs, so that no organisation can draw
 * other people under its own freeze. Staff have no home organisation.
 */
export async function arrive(vault: Vault, pool: Pool, email: string, home: string | undefined): Promise<Arrival> {
  const { emailIndex, personId } = await lookUp(vault, pool, email);
  if (personId) return { personId, records: [], newKeys: [] };
  return newcomer(vault, { pool, email, emailIndex }, home ? [home] : []);
}

/**
 * Ends a person's sign-ins up to this moment, those of this very second included, if the organisation that asks is their
 * home. Another one ends only what stands under it, and that its membership row decides at every request.
 */
export async function endSignIns(vault: Vault, personId: string, organizationId: string): Promise<Draft[]> {
  const epoch = await readEpoch(vault, personId);
  const { organizationIds = [], revokedBefore } = epoch.values;
  const now = Math.floor(vault.now() / 1000);
  return organizationIds.includes(organizationId)
    ? [change(epoch, { revokedBefore: Math.max(revokedBefore, now) })]
    : [];
}
