import type { exportBundle, requestAnswer, requestText } from '#/domain/data-map/entities/rights.ts';
import { courseOf } from '#/domain/rights/course.ts';
import { deletionPreview, erasurePreview, whatStays } from '#/domain/rights/preview.ts';
import type { RequestRecord } from '#/vault/requests.ts';
import { type Found, isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';

const instant = (at: number): string => new Date(at).toISOString();

function previewOf({ values }: RequestRecord, now: number) {
  const { kind, about = '' } = values;
  if (kind !== 'erasure' && kind !== 'early_deletion') return null;
  const { goes, stays, backupsLapseAt } = kind === 'erasure' ? erasurePreview(now) : deletionPreview(about, now);
  return { goes: [...goes], stays: [...stays], backupsLapseAt: instant(backupsLapseAt) };
}

/** What belongs to a request, where it was read along. */
export type Beside = {
  readonly text?: Found<typeof requestText>;
  readonly told?: Found<typeof requestAnswer>;
  readonly bundle?: Found<typeof exportBundle>;
};

function copyOf(bundle: Beside['bundle']) {
  if (!bundle || isErased(bundle)) return null;
  const { pieces, expiresAt, deliveredAt } = bundle.values;
  return {
    bytes: pieces.reduce((sum, piece) => sum + piece, 0),
    pieces: pieces.length,
    expiresAt: instant(expiresAt),
    deliveredAt: deliveredAt === undefined ? null : instant(deliveredAt),
  };
}

/** A request as its person sees it. */
export function show(vault: Vault, request: RequestRecord, { text, told, bundle }: Beside = {}) {
  return {
    ...courseOf(vault.instance, request),
    stays: whatStays(),
    preview: previewOf(request, vault.now()),
    copy: copyOf(bundle),
    words: text && !isErased(text) ? (text.values.words ?? null) : null,
    answer: told && !isErased(told) ? told.values.words : null,
  };
}
