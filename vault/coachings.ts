import { engagement } from '#/domain/data-map/entities/directory.ts';
import type { Errand } from './errand.ts';
import { putEvent } from './steps.ts';
import { rowsBelow } from './subject-rows.ts';
import { writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

/**
 * Says of every engagement that somebody coaches that it must end: they cannot end it any more, and the client's records
 * would wait for their period for ever. Answers how many there are.
 */
export async function endCoachings(vault: Vault, { service, personId }: Errand): Promise<number> {
  let count = 0;
  const partition = { store: engagement.store, pk: `person#${personId}` };
  for await (const page of rowsBelow(vault, partition, 'engagement#')) {
    const coached = page.filter(({ subject }) => subject !== personId);
    const events = coached.map(({ sk, subject = '' }) => ({
      type: 'engagement.must_end',
      subjectId: subject,
      resourceId: sk.slice('engagement#'.length),
      actorId: service,
    }));
    const steps = events.map((event) => putEvent(vault, event, vault.now()));
    if (steps.length > 0) await writeTogether(vault.tables.dynamo, steps);
    count += steps.length;
  }
  return count;
}
