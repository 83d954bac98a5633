import type { Account, Eyes, IntegrationStanding } from '#/domain/incidents/ports.ts';
import { evidenceKey, regionId, type Scope, type World } from './world.ts';

const isRange = (range: string): boolean => /^[0-9a-f.:]+\/\d+$/.test(range);

const isThere = ({ scopes, integrations, channels }: World, id: string): boolean =>
  scopes.has(id) || integrations.has(id) || channels.has(id);

/** Reads the world as it is at the moment of the question. */
export function eyesOn(world: World): Eyes {
  const { scopes, instance } = world;
  return {
    second: () => world.second,
    standing: async (scope) => scopes.get(scope) && { ...(scopes.get(scope) as Scope) },
    account: async (personId) => world.accounts.get(personId) && { ...(world.accounts.get(personId) as Account) },
    admits: async (personId, authTime) =>
      [personId, world.memberships.get(personId), regionId].every((scope) => {
        if (scope === undefined) return true;
        const standing = scopes.get(scope);
        return standing?.status === 'active' && authTime > standing.revokedBefore;
      }) && !(instance.staffFrozen && world.accounts.get(personId)?.groups.includes('support')),
    isHeld: async (personId) => world.held.has(personId),
    memberOf: async (scope) =>
      [...world.memberships].find(([, organizationId]) => scope === regionId || organizationId === scope)?.[0],
    staffFrozen: async () => instance.staffFrozen,
    relationship: async (id) => world.relationships.get(id)?.state,
    relationshipsOf: async (personId) => {
      const own = [...world.relationships].filter(([, { coachId }]) => coachId === personId);
      const those = (wanted: string) => own.filter(([, { state }]) => state === wanted).map(([id]) => id);
      return { active: those('active'), suspended: those('suspended') };
    },
    integration: async (id) => world.integrations.get(id) && { ...(world.integrations.get(id) as IntegrationStanding) },
    channel: async (id) => {
      const channel = world.channels.get(id);
      return channel && { ...channel };
    },
    isBlocked: async (range) => (isRange(range) ? world.blocked.has(range) : undefined),
    exportsStopped: async (scope) => (scopes.has(scope) ? world.exportsStopped.has(scope) : undefined),
    instance: async (id) => (id === regionId ? { ...instance } : undefined),
    grantsHeldBy: async (personId) => [...world.grants].filter(([, by]) => by === personId).map(([id]) => id),
    evidenceOf: async (kind, target) =>
      isThere(world, target.id) ? (world.evidence.get(evidenceKey(kind, target))?.size ?? 0) : undefined,
    find: async (sought) => (world.found.get(sought) ?? []) as never,
    concerned: async () => world.concerned,
  };
}
