import { type Choices, inForce } from '#/domain/consent/choices.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import { type ConsentPurpose, needsConsent, purposes } from '#/domain/data-map/purposes.ts';
import { refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';
import type { Parties, Vault } from './vault.ts';
import type { Visit } from './visit.ts';

/** A consent that a visit takes: whose, and for what. */
export type ConsentAsked = { readonly personId: string; readonly purpose: ConsentPurpose };

export const consentRow = (personId: string): RowRef => refOf(consentState, { personId });

/** Consent purposes that a visit’s operation states. */
const consentPurposesOf = ({ route }: Visit): ConsentPurpose[] => route.purposes.filter(needsConsent);

/**
 * Whose consent a visit takes. Below an engagement that is the client, and the coach, too, where a purpose asks everybody
 * who takes part; elsewhere it is the caller.
 */
export function consentsAsked(visit: Visit, parties: Parties | undefined): ConsentAsked[] {
  return consentPurposesOf(visit).flatMap((purpose) => {
    const everybody = purposes[purpose].asks === 'participants';
    const people = parties ? [parties.clientId, ...(everybody ? [parties.coachId] : [])] : [visit.caller.personId];
    return people.map((personId) => ({ personId, purpose }));
  });
}

/** Whether a consent is in force, as far as the rows of this very visit say. A row that is not there says no. */
export function isGiven(vault: Vault, rows: Rows, { personId, purpose }: ConsentAsked): boolean {
  const choices = rows.get(consentRow(personId))?.fields.choices as Choices | undefined;
  return inForce(purpose, choices?.[purpose], vault.now());
}
