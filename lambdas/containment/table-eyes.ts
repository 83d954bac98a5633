import type { Eyes } from '#/domain/incidents/ports.ts';
import { channelStanding } from '#/vault/incidents/channels.ts';
import { concernedBy } from '#/vault/incidents/concerned.ts';
import { exportsStopped } from '#/vault/incidents/exports.ts';
import { find } from '#/vault/incidents/findings.ts';
import { integrationStanding } from '#/vault/incidents/integrations.ts';
import { memberOf } from '#/vault/incidents/members.ts';
import { relationshipOf, relationshipsOf } from '#/vault/incidents/relationships.ts';
import { grantsHeldBy } from '#/vault/incidents/staff-grants.ts';
import { admits, isHeld, isStaffFrozen, standingOf } from '#/vault/incidents/standing.ts';
import type { Vault } from '#/vault/vault.ts';

/** What our own tables tell. */
type TableEyes = Pick<
  Eyes,
  | 'standing'
  | 'admits'
  | 'isHeld'
  | 'memberOf'
  | 'staffFrozen'
  | 'relationship'
  | 'relationshipsOf'
  | 'integration'
  | 'channel'
  | 'exportsStopped'
  | 'grantsHeldBy'
  | 'find'
  | 'concerned'
>;

export const tableEyes = (vault: Vault): TableEyes => ({
  standing: (scope) => standingOf(vault, scope),
  admits: (personId, authTime) => admits(vault, personId, authTime),
  isHeld: (personId) => isHeld(vault, personId),
  memberOf: (scope) => memberOf(vault, scope),
  staffFrozen: () => isStaffFrozen(vault),
  relationship: (engagementId) => relationshipOf(vault, engagementId),
  relationshipsOf: (personId) => relationshipsOf(vault, personId),
  integration: (integrationId) => integrationStanding(vault, integrationId),
  channel: (channelId) => channelStanding(vault, channelId),
  exportsStopped: (scope) => exportsStopped(vault, scope),
  grantsHeldBy: (personId) => grantsHeldBy(vault, personId),
  find: (sought, of) => find(vault, sought, of),
  concerned: (of) => concernedBy(vault, of),
});
