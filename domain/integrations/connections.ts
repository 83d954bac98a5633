import type { Choice } from '#/domain/consent/choices.ts';
import { inForce } from '#/domain/consent/choices.ts';
import type { connection, integration } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';

type Connection = ValuesOf<typeof connection>;
type Integration = Pick<ValuesOf<typeof integration>, 'purposeClass'>;

/** The consent that every connection stands within. */
export const sharing: ConsentPurpose = 'integration_sharing';

/** Where a person stands as to sharing: their choice, and when their browser first asked for none of the commercial kind. */
export type Stance = { readonly choice: Choice | undefined; readonly optOutSignalAt?: number | undefined };

/**
 * Whether a connection counts: made by the person, under the very consent that is in force now, and for a commercial tool
 * after any opt-out signal. Giving the consent again connects nothing again.
 */
export function isConnected(made: Connection | undefined, to: Integration, stance: Stance, now: number): boolean {
  const { choice, optOutSignalAt } = stance;
  if (made?.state !== 'connected' || !inForce(sharing, choice, now)) return false;
  if (made.consentSequence !== choice?.sequence) return false;
  return to.purposeClass === 'service' || optOutSignalAt === undefined || optOutSignalAt < made.at;
}
