import { type ConsentState, inForce, isCurrent } from '#/domain/consent/choices.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import type { consentState } from '#/domain/data-map/entities/consent.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import type { Saved } from '#/vault/commit.ts';
import { choiceOf, type record } from '#/vault/consents.ts';
import { noticeProof } from '#/vault/notice-proof.ts';
import type { Vault } from '#/vault/vault.ts';

const instant = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** A purpose as a screen shows it: where the person stands, and what `reader` is asked. */
export async function toggleOf(
  vault: Vault,
  reader: string,
  state: Saved<typeof consentState> | undefined,
  purpose: ConsentPurpose,
) {
  const choice = choiceOf(state, purpose);
  const notice = noticeOf(purpose);
  const { material: _, purpose: __, ...shown } = notice;
  return {
    purpose,
    inForce: inForce(purpose, choice, vault.now()),
    state: choice?.state ?? ('not_asked' as const),
    scopes: [...(choice?.scopes ?? [])],
    decidedAt: instant(choice?.at),
    expiresAt: instant(choice?.expiresAt),
    outdated: choice !== undefined && !isCurrent(purpose, choice),
    notice: shown,
    noticeProof: await noticeProof(vault, reader, notice),
  };
}

/** What was just recorded, and where the purpose stands now. */
export async function showDecided(
  vault: Vault,
  reader: string,
  { state, entries }: Awaited<ReturnType<typeof record>>,
  purpose: ConsentPurpose,
) {
  const [{ ids, values }] = entries;
  const consent = await toggleOf(vault, reader, state, purpose);
  return {
    consentId: values.consentId,
    sequence: Number(ids.sequence),
    decidedAt: new Date(values.at).toISOString(),
    state: values.state as ConsentState,
    consent,
  };
}
