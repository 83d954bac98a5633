import { Problem } from '#/domain/api/problems.ts';
import type { Door } from '#/vault/door.ts';
import type { EngagementRecord } from '#/vault/unseal.ts';

/**
 * Passes the gate and gives the engagement, if coaching is on.
 * @throws Problem `conflict` before it was started and while it is paused
 */
export async function activeEngagement(door: Door): Promise<EngagementRecord> {
  const { engagement } = await door.admission();
  if (engagement?.values.status === 'active') return engagement;
  throw new Problem('conflict', { detail: 'The engagement is not active; the coach starts or resumes it.' });
}
