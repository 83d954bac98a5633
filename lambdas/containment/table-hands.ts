import { staffScope } from '#/domain/access/standing.ts';
import type { Hands } from '#/domain/incidents/ports.ts';
import { haltChannel, resumeChannel } from '#/vault/incidents/channels.ts';
import { resumeExports, stopExports } from '#/vault/incidents/exports.ts';
import { liftHold, placeHold } from '#/vault/incidents/holding.ts';
import {
  resumeIntegration,
  resumeRedelivery,
  rotateSecret,
  stopRedelivery,
  suspendIntegration,
} from '#/vault/incidents/integrations.ts';
import { resumeRelationships, suspendRelationships } from '#/vault/incidents/relationships.ts';
import { closeSessions, reopenSessions } from '#/vault/incidents/sessions.ts';
import { revokeGrants } from '#/vault/incidents/staff-grants.ts';
import { allowWrites, freezeWrites } from '#/vault/incidents/write-freeze.ts';
import type { Vault } from '#/vault/vault.ts';

/** What a response does in our own tables. */
type TableHands = Pick<Hands, 'sessions' | 'holds' | 'relationships' | 'integrations' | 'channels' | 'exports'> & {
  readonly staff: Pick<Hands['staff'], 'freeze' | 'unfreeze' | 'revokeGrants'>;
  readonly instances: Pick<Hands['instances'], 'freezeWrites' | 'allowWrites'>;
};

export const tableHands = (vault: Vault): TableHands => ({
  sessions: {
    close: (scope, incidentId) => closeSessions(vault, scope, incidentId),
    reopen: (scope, incidentId) => reopenSessions(vault, scope, incidentId),
  },
  holds: {
    place: (personId, incidentId) => placeHold(vault, personId, incidentId),
    lift: (personId, incidentId) => liftHold(vault, personId, incidentId),
  },
  relationships: {
    suspend: (engagementIds, incidentId) => suspendRelationships(vault, engagementIds, incidentId),
    resume: (engagementIds, incidentId) => resumeRelationships(vault, engagementIds, incidentId),
  },
  integrations: {
    suspend: (integrationId, incidentId) => suspendIntegration(vault, integrationId, incidentId),
    resume: (integrationId, incidentId) => resumeIntegration(vault, integrationId, incidentId),
    stopRedelivery: (integrationId, incidentId) => stopRedelivery(vault, integrationId, incidentId),
    resumeRedelivery: (integrationId, incidentId) => resumeRedelivery(vault, integrationId, incidentId),
    rotateSecret: (integrationId, from) => rotateSecret(vault, integrationId, from),
  },
  channels: {
    halt: (channelId, incidentId) => haltChannel(vault, channelId, incidentId),
    resume: (channelId, incidentId) => resumeChannel(vault, channelId, incidentId),
    // None is stored: there is no app yet that would register one.
    revokeDevices: async () => undefined,
  },
  exports: {
    stop: (scope, incidentId) => stopExports(vault, scope, incidentId),
    resume: (scope, incidentId) => resumeExports(vault, scope, incidentId),
  },
  staff: {
    freeze: (instanceId, incidentId) => closeSessions(vault, staffScope(instanceId), incidentId),
    unfreeze: (instanceId, incidentId) => reopenSessions(vault, staffScope(instanceId), incidentId),
    revokeGrants: (grantIds) => revokeGrants(vault, grantIds),
  },
  instances: {
    freezeWrites: (_, incidentId) => freezeWrites(vault, incidentId),
    allowWrites: (_, incidentId) => allowWrites(vault, incidentId),
  },
});
