import { Problem } from '#/domain/api/problems.ts';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { keyRow } from '#/vault/epochs.ts';
import type { Errand } from '#/vault/errand.ts';
import type { ReadyKey } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Part } from '#/vault/sealed-objects.ts';
import { engagementsAbout, engagementsCoached } from '#/vault/subject-rows.ts';
import { readyKey } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';

/** One copy in the making. */
export type Copying = {
  readonly vault: Vault;
  readonly requestId: string;
  readonly personId: string;
  /** When the person confirmed: the copy is of what was there then. Epoch ms. */
  readonly asOf: number;
  readonly errand: Errand;
};

export const copyingOf = ({ resourceId, subjectId, at }: JobEvent, vault: Vault): Copying => ({
  vault,
  requestId: resourceId,
  personId: subjectId,
  asOf: at,
  errand: {
    service: 'service:exports',
    name: 'copy',
    // Whatever it was collected for, its person has a right to it.
    purposes: ['data_rights', ...purposeNames.filter((purpose) => purpose !== 'data_rights')],
    personId: subjectId,
  },
});

/** The key that the copy lies under until it is handed over. @throws Problem `erased` when the person is */
export async function copyKey({ vault, personId }: Pick<Copying, 'vault' | 'personId'>): Promise<ReadyKey> {
  const opening = { row: keyRow(personId, 'data_rights'), purpose: 'data_rights' } as const;
  const key = await readyKey(vault, await getTogether(vault.tables, [opening.row]), opening);
  if (!key) throw new Problem('erased');
  return key;
}

/** A piece of the copy, counted from 1. */
export const pieceOf = ({ requestId, personId }: Pick<Copying, 'requestId' | 'personId'>, part: number): Part => ({
  bucket: 'exports',
  objectId: requestId,
  subject: personId,
  purpose: 'data_rights',
  part,
});

/** The engagements that a person is the client of, and those that they coach; the oldest first, so that new ones move none. */
export async function engagementsOf({ vault, personId }: Copying) {
  const [about, coached] = await Promise.all([engagementsAbout(vault, personId), engagementsCoached(vault, personId)]);
  return {
    engagementIds: about.toSorted(),
    coached: coached.toSorted((a, b) => (a.engagementId < b.engagementId ? -1 : 1)),
  };
}
