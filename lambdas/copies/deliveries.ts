import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Caller } from '#/domain/access/caller.ts';
import { Problem } from '#/domain/api/problems.ts';
import { copyLink, exportBundle } from '#/domain/data-map/entities/rights.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { change, create } from '#/vault/draft.ts';
import { keyRow } from '#/vault/epochs.ts';
import { exportStopRows, requireExports } from '#/vault/export-stops.ts';
import { getPart, removeObject } from '#/vault/sealed-objects.ts';
import { type Found, isErased, readyKey } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import { of, Replayed } from '#/vault/visit.ts';
import type { deliveryRoutes } from './deliveries.contract.ts';

type Routes = typeof deliveryRoutes;
type Bundle = Saved<typeof exportBundle>;
type Delivery = Saved<typeof copyLink>;

const there = <E extends Entity>(found: Found<E>): Saved<E> | undefined =>
  found && !isErased(found) ? found : undefined;
const hashOf = (proof: string): string => createHash('sha256').update(proof).digest('base64url');

function show({ ids, values }: Delivery, { values: { pieces } }: Bundle, proof: string | null) {
  const { requestId, next, expiresAt } = values;
  return {
    deliveryId: ids.deliveryId,
    requestId,
    fileName: `${requestId}.zip`,
    bytes: pieces.reduce((sum, piece) => sum + piece, 0),
    pieces: pieces.length,
    next,
    expiresAt: new Date(expiresAt).toISOString(),
    proof,
  };
}

/** Whether a copy is still there to be handed over. */
const waits = ({ values }: Bundle, now: number): boolean => values.expiresAt > now && values.deliveredAt === undefined;

/** A delivery with its copy. @throws Problem `not-found`; `link-used` when the link or the copy is gone */
async function readOpen(door: Door, vault: Vault, caller: Caller, deliveryId: string) {
  const { personId, organizationIds } = caller;
  const row = keyRow(personId, 'data_rights');
  const { found, rows } = await door.consult({ link: of(copyLink, { personId, deliveryId }) }, [
    row,
    ...exportStopRows(vault, personId, organizationIds),
  ]);
  requireExports(vault, rows, personId, organizationIds);
  const link = there<typeof copyLink>(found.link);
  if (!link) throw new Problem('not-found');
  const { requestId } = link.values;
  const { bundle: stored } = await door.open({ bundle: of(exportBundle, { personId, requestId }) });
  const bundle = there<typeof exportBundle>(stored);
  if (!bundle || !waits(bundle, vault.now()) || bundle.values.deliveryId !== deliveryId) throw new Problem('link-used');
  return { link, bundle, key: await readyKey(vault, rows, { row, purpose: 'data_rights' }) };
}

async function makeLink({ door, caller, params }: Request<Routes['makeLink']>, vault: Vault) {
  const { personId, organizationIds } = caller;
  const { requestId } = params;
  const asked = { bundle: of(exportBundle, { personId, requestId }) };
  const { found: opened, rows } = await door.consult(asked, exportStopRows(vault, personId, organizationIds));
  requireExports(vault, rows, personId, organizationIds);
  const bundle = there<typeof exportBundle>(opened.bundle);
  if (!bundle) throw new Problem('not-found');
  if (!waits(bundle, vault.now())) throw new Problem('link-used');
  const proof = randomBytes(32).toString('base64url');
  const deliveryId = vault.mintId('delivery');
  const { expiresAt } = bundle.values;
  const link = create(copyLink, { personId, deliveryId }, personId, {
    requestId,
    proofHash: hashOf(proof),
    next: 1,
    expiresAt,
  });
  const event = { type: 'copy.linked', subjectId: personId, resourceId: deliveryId };
  const [saved] = await door.save({ records: [link, change(bundle, { deliveryId })], event });
  return show(saved as Delivery, bundle, proof);
}

/** @throws Problem `not-found` for whoever was not told; `link-used` for any piece but the next */
function requireNext({ values }: Delivery, { proof, part }: { proof: string; part: number }): void {
  if (!timingSafeEqual(Buffer.from(values.proofHash), Buffer.from(hashOf(proof)))) throw new Problem('not-found');
  if (part !== values.next) throw new Problem('link-used');
}

/** The piece is counted before it is handed over: of two who ask at once, one gets it. */
async function takePiece(
  { door, caller, params, body }: Request<Routes['takePiece']>,
  vault: Vault,
): Promise<Uint8Array> {
  const { personId } = caller;
  const part = Number(params.part);
  const { link, bundle, key } = await readOpen(door, vault, caller, params.deliveryId);
  requireNext(link, { proof: body.proof, part });
  const { requestId } = link.values;
  const place = { bucket: 'exports', objectId: requestId, subject: personId, purpose: 'data_rights', part } as const;
  const piece = key && (await getPart(vault, [key], place));
  if (!piece) throw new Problem('link-used');
  const isLast = part === bundle.values.pieces.length;
  await door.save({
    records: [change(link, { next: part + 1 }), ...(isLast ? [change(bundle, { deliveredAt: vault.now() })] : [])],
    event: { type: isLast ? 'copy.delivered' : 'copy.taken', subjectId: personId, resourceId: params.deliveryId },
  });
  // What cannot be deleted now is deleted by the job that made it, within the day.
  if (isLast) await removeObject(vault, 'exports', requestId).catch(() => 0);
  return piece;
}

/** Who was faster has taken it, and what was taken is not handed over again. */
const asUsed = (cause: unknown): never => {
  const isTaken = cause instanceof Replayed || (cause instanceof Problem && cause.type === 'conflict');
  throw isTaken ? new Problem('link-used') : cause;
};

export const deliveryOperations: Operations<Routes> = {
  makeLink: (request, { vault }) => makeLink(request, vault),

  readDelivery: async ({ door, caller, params }, { vault }) => {
    const { link, bundle } = await readOpen(door, vault, caller, params.deliveryId);
    return show(link, bundle, null);
  },

  takePiece: (request, { vault }) => takePiece(request, vault).catch(asUsed),
};
