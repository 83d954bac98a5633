import { retentionProof } from '#/domain/data-map/entities/erasures.ts';
import { certify } from '#/vault/certificates.ts';
import { create } from '#/vault/draft.ts';
import { putDraft } from '#/vault/steps.ts';
import { writeTogether } from '#/vault/transaction.ts';
import type { GivenInstance } from './instance.ts';
import { vaultOf } from './people.ts';

/** A certificate for a request, as an erasure leaves it. */
export async function givenCertificate(instance: GivenInstance, personId: string, requestId: string): Promise<void> {
  const at = instance.clock.now();
  await certify(vaultOf(instance), personId, 'final', {
    requestId,
    basis: 'record',
    about: 'note',
    effectiveAt: at,
    readBackAt: at,
    keys: [],
    survey: { goes: { coaching: { note: 1 } }, objects: {}, stays: {}, held: {} },
    accounts: [],
    recipients: [],
    retaining: [],
  });
}

/** The proof of a run of the sweeper. */
export async function givenRetentionProof(instance: GivenInstance, proofId: string): Promise<void> {
  const vault = vaultOf(instance);
  const proof = create(retentionProof, { proofId }, vault.instance, { file: Buffer.from('{}\n') });
  await writeTogether(vault.tables.dynamo, [putDraft(vault, proof, instance.clock.now())]);
}
