import type { integration } from '#/domain/data-map/entities/integrations.ts';
import { acknowledgeWithinHours } from '#/domain/integrations/propagations.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { change } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { movePropagation, propagationsTo, readPropagation } from '#/vault/propagations.ts';
import { openIntegration } from '#/vault/sharing.ts';
import type { Vault } from '#/vault/vault.ts';

const service = 'service:propagations';
const hourMs = 3_600_000;

/** Sends nothing more to a third party that has not confirmed in time, until a privacy champion signs for it again. */
export async function suspend(vault: Vault, { subjectId, resourceId }: JobEvent): Promise<boolean> {
  const told = await readPropagation(vault, { personId: subjectId, propagationId: resourceId });
  const record = told && (await openIntegration(vault, service, told.values));
  if (!record || record.values.state === 'suspended') return false;
  const { organizationId, integrationId } = record.ids;
  const errand = { service, name: 'suspend', purposes: ['integration_registry'], personId: organizationId } as const;
  const suspended = change<typeof integration>(record, { state: 'suspended', suspendedFor: 'unacknowledged' });
  const event = { type: 'integration.suspended', subjectId: organizationId, resourceId: integrationId };
  await saveErrand(vault, errand, { records: [suspended], event });
  return true;
}

/** Tells a third party again of all that it has not confirmed: it has been signed for anew, so somebody has spoken to it. */
export async function resume(vault: Vault, { resourceId: integrationId }: JobEvent): Promise<number> {
  let count = 0;
  for await (const page of propagationsTo(vault, integrationId)) {
    for (const record of page.filter(({ values }) => values.state === 'escalated')) {
      const errand = {
        service,
        name: 'resume',
        purposes: ['integration_registry'],
        personId: record.ids.personId,
      } as const;
      const dueAt = vault.now() + acknowledgeWithinHours * hourMs;
      if (await movePropagation(vault, errand, record, { state: 'pending', dueAt })) count += 1;
    }
  }
  return count;
}
