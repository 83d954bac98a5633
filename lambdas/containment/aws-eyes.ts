import type { Eyes, InstanceStanding } from '#/domain/incidents/ports.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { countItems } from '#/vault/incidents/evidence.ts';
import { areWritesFrozen } from '#/vault/incidents/write-freeze.ts';
import { isBlocked } from './addresses.ts';
import { dyingKeys } from './keys.ts';
import { staffSessionsAfter } from './staff-sessions.ts';
import { tableEyes } from './table-eyes.ts';
import { trailStanding } from './trail.ts';

/** What AWS and our own switches say of the instance itself. */
async function standingOfInstance(services: Services): Promise<InstanceStanding> {
  const [trail, after, keys, writesFrozen] = await Promise.all([
    trailStanding(services),
    staffSessionsAfter(services),
    dyingKeys(services),
    areWritesFrozen(services.vault),
  ]);
  return { trail, staffSessionsAfter: after, dyingKeys: keys, writesFrozen };
}

/** Whether there is somebody or something of that id to collect evidence about. */
async function exists({ vault }: Services, { type, id }: Target): Promise<boolean> {
  const eyes = tableEyes(vault);
  if (type === 'integration') return (await eyes.integration(id)) !== undefined;
  if (type === 'channel') return (await eyes.channel(id)) !== undefined;
  if (type === 'relationship') return (await eyes.relationship(id)) !== undefined;
  return (await eyes.standing(id)) !== undefined;
}

/** What AWS tells, and what lies in the evidence vault. */
export const awsEyes = (services: Services): Pick<Eyes, 'instance' | 'isBlocked' | 'evidenceOf'> => ({
  instance: async (instanceId) => (instanceId === services.instance ? await standingOfInstance(services) : undefined),
  isBlocked: (range) => isBlocked(services, range),
  evidenceOf: async (kind, target) =>
    (await exists(services, target)) ? countItems(services.vault, kind, target) : undefined,
});
