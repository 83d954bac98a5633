import { consentState } from '#/domain/data-map/entities/consent.ts';
import { dataRequest, processingLimits } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { consentRow } from '#/vault/consent-gate.ts';
import { create, type Draft } from '#/vault/draft.ts';
import { limitsRow } from '#/vault/limits.ts';
import { refOf } from '#/vault/records.ts';
import { putPointers } from '#/vault/steps.ts';
import type { Vault } from '#/vault/vault.ts';
import { type FactOf, type Remedy, readRow, revised, write } from './remedy.ts';

type Restriction = FactOf<'restriction'>;
type Limits = ValuesOf<typeof processingLimits>;
const dayMs = 86_400_000;
const answerDays = 30;

/** The request that the person lifts it by, where the copy does not know it. */
async function requestFor(
  vault: Vault,
  { personId, requestId, at }: Restriction,
): Promise<Draft<typeof dataRequest>[]> {
  if (await readRow(vault, refOf(dataRequest, { personId, requestId }))) return [];
  const answered = { receivedAt: at, verifiedAt: at, confirmedAt: at, dueAt: at + answerDays * dayMs } as const;
  return [
    create(dataRequest, { personId, requestId }, personId, { kind: 'restriction', state: 'in_progress', ...answered }),
  ];
}

/** A person's records are used for nothing again, from their restriction until they lift it. */
export const restrictions: Remedy<Restriction> = {
  async undone(vault, { personId, requestId, stands }) {
    const by = (await readRow(vault, limitsRow(personId)))?.fields.restrictedBy;
    return stands ? by === undefined : by === requestId;
  },
  async mend(vault, fact) {
    const { personId, requestId, stands } = fact;
    const row = await readRow(vault, limitsRow(personId));
    const values: Limits = stands ? { restrictedBy: requestId } : {};
    const limits = row
      ? { ...revised(vault, processingLimits, row, {}), values }
      : create(processingLimits, { personId }, personId, values);
    const requests = stands ? await requestFor(vault, fact) : [];
    const at = vault.now();
    const pointers = requests.flatMap((draft) =>
      putPointers(vault, { ...draft, version: 1, createdAt: at, updatedAt: at }, draft),
    );
    await write(vault, [limits, ...requests], pointers);
  },
  says: ({ personId, stands }) =>
    `the records of ${personId} are ${stands ? 'used again, though they restricted that' : 'restricted, though they lifted that'}`,
};

/** Of a ledger whose entries are lost with the copy: the next entry then says, truthfully, that some are missing. */
const lostHead = '0'.repeat(64);

/** What a person objected to is not pursued again. Their ledger stays as the copy has it. */
export const objections: Remedy<FactOf<'objection'>> = {
  async undone(vault, { personId, purpose, state, at }) {
    const fields = (await readRow(vault, consentRow(personId)))?.fields as ValuesOf<typeof consentState> | undefined;
    const known = fields?.objections?.[purpose];
    return known?.state !== state && (known?.at ?? 0) < at;
  },
  async mend(vault, { personId, purpose, state, at }) {
    const row = await readRow(vault, consentRow(personId));
    const fields = row?.fields as ValuesOf<typeof consentState> | undefined;
    const known = fields?.objections?.[purpose];
    const next = { ...fields?.objections, [purpose]: { state, at, sequence: known?.sequence ?? 0 } };
    const draft = row
      ? revised(vault, consentState, row, { objections: next })
      : create(consentState, { personId }, personId, { sequence: 0, head: lostHead, choices: {}, objections: next });
    await write(vault, [draft]);
  },
  says: ({ personId, purpose, state }) => `the objection of ${personId} to ${purpose} is not ${state}, as it was`,
};
