import type { Hands } from '#/domain/incidents/ports.ts';
import { evidenceKey, type World } from './world.ts';

const staffHands = ({ instance, grants }: World): Hands['staff'] => ({
  freeze: async () => void Object.assign(instance, { staffFrozen: true }),
  unfreeze: async () => void Object.assign(instance, { staffFrozen: false }),
  endSessions: async (_, before) => void Object.assign(instance, { staffSessionsAfter: Math.floor(before / 1000) }),
  restoreSessions: async (_, before) => void Object.assign(instance, { staffSessionsAfter: before }),
  revokeGrants: async (ids) => {
    for (const id of ids) grants.delete(id);
  },
});

const relationshipHands = ({ relationships }: World): Hands['relationships'] => {
  const move = (ids: readonly string[], state: 'active' | 'suspended') => {
    for (const id of ids) {
      const found = relationships.get(id);
      if (found) found.state = state;
    }
  };
  return { suspend: async (ids) => move(ids, 'suspended'), resume: async (ids) => move(ids, 'active') };
};

/** Changes the world; every call may be repeated. */
export function handsOn(world: World): Hands {
  const { instance } = world;
  const set = <T extends object>(of: Map<string, T>, id: string, to: Partial<T>): void => {
    const found = of.get(id);
    if (!found) throw new Error(`There is no "${id}" in this world.`);
    Object.assign(found, to);
  };
  return {
    sessions: {
      close: async (scope) => set(world.scopes, scope, { status: 'suspended', revokedBefore: world.second }),
      reopen: async (scope) => set(world.scopes, scope, { status: 'active', revokedBefore: world.second }),
    },
    accounts: {
      signOut: async () => undefined,
      disable: async (id) => set(world.accounts, id, { enabled: false }),
      enable: async (id) => set(world.accounts, id, { enabled: true }),
      forgetDevices: async (id) => set(world.accounts, id, { devices: 0 }),
      resetPassword: async (id) => set(world.accounts, id, { hasToReset: true }),
      resetFactors: async () => undefined,
      leaveGroups: async (id) => set(world.accounts, id, { groups: [] }),
      joinGroups: async (id, groups) => set(world.accounts, id, { groups }),
    },
    holds: {
      place: async (id) => void world.held.add(id),
      lift: async (id) => void world.held.delete(id),
    },
    relationships: relationshipHands(world),
    staff: staffHands(world),
    integrations: {
      suspend: async (id) => set(world.integrations, id, { suspended: true }),
      resume: async (id) => set(world.integrations, id, { suspended: false }),
      stopRedelivery: async (id) => set(world.integrations, id, { redelivers: false }),
      resumeRedelivery: async (id) => set(world.integrations, id, { redelivers: true }),
      rotateSecret: async (id, from) => set(world.integrations, id, { secretVersion: from + 1 }),
    },
    channels: {
      halt: async (id) => set(world.channels, id, { halted: true }),
      resume: async (id) => set(world.channels, id, { halted: false }),
      revokeDevices: async (id) => set(world.channels, id, { devices: 0 }),
    },
    addresses: {
      block: async (range) => void world.blocked.add(range),
      unblock: async (range) => void world.blocked.delete(range),
    },
    exports: {
      stop: async (scope) => void world.exportsStopped.add(scope),
      resume: async (scope) => void world.exportsStopped.delete(scope),
    },
    instances: {
      restartTrail: async () => void Object.assign(instance, { trail: 'at-baseline' }),
      freezeWrites: async () => void Object.assign(instance, { writesFrozen: true }),
      allowWrites: async () => void Object.assign(instance, { writesFrozen: false }),
      keepKeys: async (ids) =>
        void Object.assign(instance, { dyingKeys: instance.dyingKeys.filter((id) => !ids.includes(id)) }),
    },
    evidence: {
      keep: async (kind, target, { executionId }) => {
        const key = evidenceKey(kind, target);
        world.evidence.set(key, (world.evidence.get(key) ?? new Set()).add(executionId));
      },
    },
  };
}
