import { certificate } from '#/domain/data-map/entities/erasures.ts';
import { legalHold } from '#/domain/data-map/entities/holds.ts';
import { certificateOf, type ErasureFacts, type Retaining } from '#/domain/erasure/certificate.ts';
import { create } from './draft.ts';
import { keyedHash } from './macs.ts';
import { fromRow, refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { signDocument } from './sign-document.ts';
import { putDraft } from './steps.ts';
import { WriteRefused, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

/** An erasure that had to wait for a hold has two: what could go went with the first, the rest with the last. */
export type CertificatePart = 'held' | 'final';

/** Says whose certificate it is to whoever knows the person and has our key; to everybody else it says nothing. */
const referenceOf = async (vault: Vault, personId: string, requestId: string): Promise<string> =>
  keyedHash(await vault.macs.secret('certificate'), personId, requestId);

/** Signs and keeps the certificate of a request. One that is kept already stays as it is: the work before it was repeated. */
export async function certify(
  vault: Vault,
  personId: string,
  part: CertificatePart,
  facts: Omit<ErasureFacts, 'instance' | 'reference' | 'issuedAt'>,
): Promise<void> {
  const { requestId } = facts;
  const at = vault.now();
  const reference = await referenceOf(vault, personId, requestId);
  const text = await signDocument(
    vault,
    certificateOf({ ...facts, instance: vault.instance, reference, issuedAt: at }),
  );
  const kept = create(certificate, { requestId, part }, vault.instance, { file: Buffer.from(text) });
  await writeTogether(vault.tables.dynamo, [putDraft(vault, kept, at)]).catch((cause: unknown) => {
    if (!(cause instanceof WriteRefused)) throw cause;
  });
}

/** The latest certificate of a request, as it was signed. */
export async function readCertificate(vault: Vault, requestId: string): Promise<string | undefined> {
  const refs = (['final', 'held'] as const).map((part) => refOf(certificate, { requestId, part }));
  const rows = await getTogether(vault.tables, refs);
  const file = refs.map((ref) => rows.get(ref)?.fields.file).find((found) => found !== undefined);
  return file instanceof Uint8Array ? Buffer.from(file).toString() : undefined;
}

/** The holds behind a certificate, and whether the law lets the person know of all of them. */
export async function holdsBehind(
  vault: Vault,
  holdIds: readonly string[],
): Promise<{ readonly retaining: readonly Retaining[]; readonly mayBeTold: boolean }> {
  const refs = holdIds.map((holdId) => refOf(legalHold, { holdId }));
  const rows = await getTogether(vault.tables, refs);
  const holds = refs.map((ref) => {
    const row = rows.get(ref);
    return row && fromRow(vault.instance, legalHold, row, undefined);
  });
  return {
    retaining: holds.flatMap((hold) => (hold ? [{ holdId: hold.ids.holdId, ...particulars(hold.values) }] : [])),
    mayBeTold: holds.every((hold) => hold?.values.personIsTold === true),
  };
}

const particulars = ({ reason, reviewAt }: { reason: string; reviewAt: string }) => ({ reason, reviewAt });
