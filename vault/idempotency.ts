import { timingSafeEqual } from 'node:crypto';
import { Problem } from '#/domain/api/problems.ts';
import { idempotencyRecord } from '#/domain/data-map/entities/safeguards.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import { keyedHash } from './macs.ts';
import { refOf } from './records.ts';
import type { Row, RowRef, Rows } from './rows.ts';
import type { Vault } from './vault.ts';
import { Replayed, type Visit } from './visit.ts';

/** Where the record of a POST stands, and what it is compared by. Neither the key nor the body can be read from it. */
export type Idempotency = {
  readonly ids: { readonly personId: string; readonly route: string; readonly keyHash: string };
  readonly row: RowRef;
  readonly bodyHash: string;
};

export async function idempotencyOf(vault: Vault, visit: Visit): Promise<Idempotency | undefined> {
  if (!visit.idempotency) return undefined;
  const secret = await vault.macs.secret('idempotency');
  const { personId } = visit.caller;
  const ids = { personId, route: visit.routeName, keyHash: keyedHash(secret, visit.idempotency.key) };
  return { ids, row: refOf(idempotencyRecord, ids), bodyHash: keyedHash(secret, visit.idempotency.request) };
}

const hasExpired = (vault: Vault, row: Row): boolean =>
  (expiryOf(idempotencyRecord, row) ?? Number.POSITIVE_INFINITY) <= vault.now();

/**
 * @throws Replayed when this request was executed before; Problem `idempotency-key-reused` when another request was
 * executed under the same key
 */
export function refuseReplay(vault: Vault, { row: ref, bodyHash }: Idempotency, rows: Rows): void {
  const row = rows.get(ref);
  if (!row || hasExpired(vault, row)) return;
  const known = row.fields as ValuesOf<typeof idempotencyRecord>;
  const same = timingSafeEqual(Buffer.from(known.bodyHash), Buffer.from(bodyHash));
  if (!same) throw new Problem('idempotency-key-reused');
  throw new Replayed(known.resourceId);
}
