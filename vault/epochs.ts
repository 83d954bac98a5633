import { membership, sessionEpoch, signIn } from '#/domain/data-map/entities/directory.ts';
import { subjectKey } from '#/domain/data-map/entities/keys.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { refOf } from './records.ts';
import type { RowRef } from './rows.ts';

/**
 * Organisation and instance epochs stand in this many copies, all written in one transaction and read at random, so that
 * no row is hot. A person's stands once.
 */
export const epochCopies = 16;

export const personEpoch = (personId: string): RowRef => refOf(sessionEpoch, { scope: personId, copy: '0' });
export const sharedEpoch = (scope: string, random: () => number): RowRef =>
  refOf(sessionEpoch, { scope, copy: String(Math.floor(random() * epochCopies)) });
export const signInRow = (personId: string, signInId: string): RowRef => refOf(signIn, { personId, signInId });
export const membershipRow = (personId: string, organizationId: string): RowRef =>
  refOf(membership, { personId, organizationId });
export const keyRow = (subjectId: string, purpose: Purpose): RowRef => refOf(subjectKey, { subjectId, purpose });
