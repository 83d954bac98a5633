import { membership } from '#/domain/data-map/entities/directory.ts';
import { connection } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { membershipRow } from '#/vault/epochs.ts';
import { refOf } from '#/vault/records.ts';
import { putEvent } from '#/vault/steps.ts';
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
