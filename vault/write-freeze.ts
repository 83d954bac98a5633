import type { Epoch } from '#/domain/access/standing.ts';
import { Problem } from '#/domain/api/problems.ts';
import { isWrittenDuringFreeze } from '#/domain/incidents/write-freeze.ts';
import type { Admission } from './admit.ts';
import type { Changes } from './draft.ts';

/** Whether the instance’s epoch lets nothing be changed; what is neither true nor false does not. */
export const isReadOnly = (instance: Pick<Epoch, 'readOnly'> | undefined): boolean =>
  instance?.readOnly !== undefined && instance.readOnly !== false;

/**
 * Asked of the epoch that the gate has read, so that it takes no trip of its own.
 * @throws Problem `unavailable` while a response lets nothing be changed
 */
export function requireWrites({ standing, way }: Admission, { event }: Pick<Changes, 'event'>): void {
  if (!isReadOnly(standing.instance) || isWrittenDuringFreeze(event.type, way.role)) return;
  throw new Problem('unavailable', {
    retryAfter: 600,
    detail: 'Nothing can be changed at the moment, but what was entrusted can be read, and permissions withdrawn.',
  });
}
