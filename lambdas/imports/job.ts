import type { JobEvent } from '#/domain/jobs.ts';
import type { Errand } from '#/vault/errand.ts';
import type { Vault } from '#/vault/vault.ts';

/** One copy on its way back. */
export type Importing = {
  readonly vault: Vault;
  readonly importId: string;
  readonly personId: string;
  readonly errand: Errand;
};

export const importingOf = ({ resourceId, subjectId }: JobEvent, vault: Vault): Importing => ({
  vault,
  importId: resourceId,
  personId: subjectId,
  errand: { service: 'service:imports', name: 'import', purposes: ['data_rights', 'coaching'], personId: subjectId },
});
