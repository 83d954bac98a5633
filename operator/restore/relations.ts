import { membership } from '#/domain/data-map/entities/directory.ts';
import { guardian } from '#/domain/data-map/entities/guardians.ts';
import { connection } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { membershipRow } from '#/vault/epochs.ts';
import { refOf } from '#/vault/records.ts';
import type { Row } from '#/vault/rows.ts';
import { putEvent } from '#/vault/steps.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { engagementRef } from '#/vault/wanted.ts';
import { type FactOf, type Remedy, readRow, revised, write } from './remedy.ts';

/** The row is sealed, and no operator has its key: the retention job ends it, when it is told that it must. */
export const endedEngagements: Remedy<FactOf<'engagement_ended'>> = {
  async undone(vault, { engagementId }) {
    const status = (await readRow(vault, engagementRef(engagementId)))?.fields.status;
    return status !== undefined && status !== 'ended';
  },
  async mend(vault, { clientId, engagementId, at }) {
    const type = 'engagement.must_end';
    const event = { type, subjectId: clientId, resourceId: engagementId, actorId: 'service:restores' };
    await write(vault, [], [putEvent(vault, event, at)]);
  },
  says: ({ engagementId }) => `the engagement ${engagementId} goes on, though it has ended`,
};

/** Out, or in another role, which the ledger does not know. What was decided after that is newer, and stays. */
export const formerMembers: Remedy<FactOf<'member_out'>> = {
  async undone(vault, { personId, organizationId, at }) {
    const row = await readRow(vault, membershipRow(personId, organizationId));
    return row !== undefined && row.fields.status === 'active' && row.updatedAt < at;
  },
  async mend(vault, { personId, organizationId, at }) {
    const row = await readRow(vault, membershipRow(personId, organizationId));
    if (row && row.fields.status === 'active' && row.updatedAt < at) {
      await write(vault, [revised(vault, membership, row, { status: 'deactivated' })]);
    }
  },
  says: ({ personId, organizationId }) =>
    `${personId} is a member of ${organizationId} as before they were deactivated or got another role; who still belongs ` +
    'there has to be taken up again by an administrator',
};

const guardiansOf = async (vault: Vault, { personId, at }: FactOf<'guardian_out'>): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const page of rowsBelow(vault, { store: guardian.store, pk: `person#${personId}` }, 'guardian#')) {
    found.push(...page.filter(({ fields, updatedAt }) => fields.status === 'active' && updatedAt < at));
  }
  return found;
};

/** The guardians that a minor had before one of them was out: whoever still is one has to be confirmed again. */
export const formerGuardians: Remedy<FactOf<'guardian_out'>> = {
  undone: async (vault, fact) => (await guardiansOf(vault, fact)).length > 0,
  async mend(vault, fact) {
    const rows = await guardiansOf(vault, fact);
    await write(
      vault,
      rows.map((row) => revised(vault, guardian, row, { status: 'ended' })),
    );
  },
  says: ({ personId }) =>
    `a guardianship of ${personId} is back that has ended; who still is their guardian is confirmed anew`,
};

export const endedConnections: Remedy<FactOf<'disconnected'>> = {
  async undone(vault, { personId, integrationId, at }) {
    const row = await readRow(vault, refOf(connection, { personId, integrationId }));
    const { state, at: since = 0 } = (row?.fields ?? {}) as Partial<ValuesOf<typeof connection>>;
    return state === 'connected' && since < at;
  },
  async mend(vault, { personId, integrationId, state, at }) {
    const row = await readRow(vault, refOf(connection, { personId, integrationId }));
    if (row && row.fields.state === 'connected') await write(vault, [revised(vault, connection, row, { state, at })]);
  },
  says: ({ personId, integrationId }) => `${integrationId} would get data of ${personId} again`,
};
