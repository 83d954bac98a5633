import { Problem } from '#/domain/api/problems.ts';
import { retentionProof } from '#/domain/data-map/entities/erasures.ts';
import { dataRequest } from '#/domain/data-map/entities/rights.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { readCertificate } from '#/vault/certificates.ts';
import { refOf } from '#/vault/records.ts';
import type { Vault } from '#/vault/vault.ts';
import { proofs } from './contract.ts';

/** @throws Problem `not-found` until there is one */
async function certificateOf(vault: Vault, requestId: string): Promise<string> {
  const file = await readCertificate(vault, requestId);
  if (file === undefined) throw new Problem('not-found');
  return file;
}

const textOf = (file: Uint8Array): string => Buffer.from(file).toString();

export const handler = serve(proofs, {
  readCertificate: ({ params }, { vault }) => certificateOf(vault, params.requestId),

  readOwnCertificate: async ({ door, params, caller }, { vault }) => {
    const own = refOf(dataRequest, { personId: caller.personId, requestId: params.requestId });
    const { rows } = await door.consult({}, [own]);
    if (!rows.get(own)) throw new Problem('not-found');
    return certificateOf(vault, params.requestId);
  },

  listRetentionProofs: async ({ door, query }) => {
    const { items, next } = await door.list(retentionProof, {}, query);
    return {
      items: items.map(({ ids, createdAt }) => ({ proofId: ids.proofId, ranAt: new Date(createdAt).toISOString() })),
      next,
    };
  },

  readRetentionProof: async ({ door, params }) => textOf((await door.read(retentionProof, params)).values.file),
});
