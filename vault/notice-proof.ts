import { timingSafeEqual } from 'node:crypto';
import type { Notice } from '#/domain/consent/notices.ts';
import { keyedHash } from './macs.ts';
import type { Vault } from './vault.ts';

/** How long a notice may have been on the screen when its reader answers. */
const validMs = 30 * 60_000;

type Shown = Pick<Notice, 'noticeId' | 'fingerprint' | 'locale'>;

async function macOf(vault: Vault, personId: string, { noticeId, fingerprint, locale }: Shown, until: string) {
  return keyedHash(await vault.macs.secret('notice'), personId, noticeId, fingerprint, locale, until);
}

/** Proves for half an hour that this person was shown this notice, in this wording and language. */
export async function noticeProof(vault: Vault, personId: string, notice: Shown): Promise<string> {
  const until = String(vault.now() + validMs);
  return `${until}.${await macOf(vault, personId, notice, until)}`;
}

/** Whether a proof is of this person and notice, and not outdated. */
export async function wasShown(vault: Vault, personId: string, notice: Shown, proof: string): Promise<boolean> {
  const [until = '', mac = ''] = proof.split('.');
  const expected = Buffer.from(await macOf(vault, personId, notice, until));
  const given = Buffer.from(mac);
  // A proof from the future was made by a clock that jumped; it would be good for longer than half an hour.
  const isFresh = Number(until) > vault.now() && Number(until) <= vault.now() + validMs;
  return given.length === expected.length && timingSafeEqual(given, expected) && isFresh;
}
