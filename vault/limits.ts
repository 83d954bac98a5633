import { processingLimits } from '#/domain/data-map/entities/rights.ts';
import { type Entity, isSealed, type ValuesOf } from '#/domain/data-map/entity.ts';
import { refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';
import type { Visit } from './visit.ts';

export const limitsRow = (personId: string): RowRef => refOf(processingLimits, { personId });

/**
 * Whether a restriction of the subject would stop this visit. What people wrote stays where it is and serves their rights;
 * they themselves go on reading it. Everybody else, and every change, has to wait until they lift it.
 */
function canBeStopped({ caller, actor, route }: Visit, subject: string, entity: Entity): boolean {
  if (!isSealed(entity) || (entity.about !== 'person' && entity.about !== 'client')) return false;
  const isOwnReading = actor === undefined && route.method === 'GET' && caller.personId === subject;
  const isForTheirRights =
    route.purposes.includes('data_rights') && (caller.personId === subject || entity.purpose === 'data_rights');
  return !isOwnReading && !isForTheirRights;
}

/** The row to read along when a record of this subject is to be opened. */
export const limitsAsked = (visit: Visit, subject: string | undefined, entity: Entity): RowRef[] =>
  subject && canBeStopped(visit, subject, entity) ? [limitsRow(subject)] : [];

export function isRestricted(visit: Visit, rows: Rows, subject: string, entity: Entity): boolean {
  if (!canBeStopped(visit, subject, entity)) return false;
  const limits = rows.get(limitsRow(subject))?.fields as ValuesOf<typeof processingLimits> | undefined;
  return limits?.restrictedBy !== undefined;
}
