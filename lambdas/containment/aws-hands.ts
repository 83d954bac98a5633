import type { Hands } from '#/domain/incidents/ports.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { addressHands } from './addresses.ts';
import { evidenceHands } from './evidence.ts';
import { keepKeys } from './keys.ts';
import { endStaffSessions, restoreStaffSessions } from './staff-sessions.ts';
import { restartTrail } from './trail.ts';

/** What a response does to AWS itself, and what it secures. Each call may be repeated with the same effect. */
type AwsHands = Pick<Hands, 'addresses' | 'evidence'> & {
  readonly staff: Pick<Hands['staff'], 'endSessions' | 'restoreSessions'>;
  readonly instances: Pick<Hands['instances'], 'restartTrail' | 'keepKeys'>;
};

export const awsHands = (services: Services): AwsHands => ({
  addresses: addressHands(services),
  evidence: evidenceHands(services),
  staff: {
    endSessions: (_, before) => endStaffSessions(services, before),
    restoreSessions: (_, before) => restoreStaffSessions(services, before),
  },
  instances: {
    restartTrail: () => restartTrail(services),
    keepKeys: (keyIds) => keepKeys(services, keyIds),
  },
});
