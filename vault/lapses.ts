import { type Choices, lapsed } from '#/domain/consent/choices.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { type Chooser, type ConsentRecord, choiceOf, type Decision } from './consents.ts';
import type { Vault } from './vault.ts';

/** Purposes whose consent has come to its end by time, while the ledger does not say so yet. */
export const lapsesOf = (vault: Vault, state: ConsentRecord | undefined): ConsentPurpose[] =>
  lapsed(state?.values.choices as Choices | undefined, vault.now());

/** What the ledger will say of them: a rule of ours ended them, because the person came of age. */
export const expiring = (
  vault: Vault,
  state: ConsentRecord | undefined,
  who: Pick<Chooser, 'actorId' | 'channel'>,
): Decision[] =>
  lapsesOf(vault, state).map((purpose) => ({
    purpose,
    state: 'expired',
    scopes: choiceOf(state, purpose)?.scopes ?? [],
    notice: noticeOf(purpose),
    by: { ...who, capacity: 'service', reason: 'majority' },
  }));
