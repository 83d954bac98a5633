import { createHash } from 'node:crypto';
import type { Answer, Choice, Choices, ConsentState } from '#/domain/consent/choices.ts';
import { hashedText, sequenceKey } from '#/domain/consent/ledger.ts';
import type { Notice } from '#/domain/consent/notices.ts';
import { consentEntry, consentState } from '#/domain/data-map/entities/consent.ts';
import { heldKey, lens } from '#/domain/data-map/entities/keys.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { type ConsentPurpose, usedBy } from '#/domain/data-map/purposes.ts';
import type { Saved } from './commit.ts';
import type { Door } from './door.ts';
import { type Changes, change, create, type Draft } from './draft.ts';
import { holdsRow, keyRow, lensRow } from './epochs.ts';
import { makeKeys } from './people.ts';
import type { RowRef, Rows } from './rows.ts';
import type { Vault } from './vault.ts';
import type { WrappedKey } from './wrapping.ts';

type State = Saved<typeof consentState>;
type Entry = ValuesOf<typeof consentEntry>;

/** One act of choosing, as the ledger will say it. */
export type Decision = {
  readonly personId: string;
  readonly purpose: ConsentPurpose;
  readonly state: Answer | Extract<ConsentState, 'expired' | 'invalidated'>;
  readonly scopes: readonly string[];
  readonly notice: Pick<Notice, 'noticeId' | 'fingerprint' | 'locale'>;
  readonly by: Pick<Entry, 'actorId' | 'capacity' | 'channel' | 'addressHash' | 'reason'>;
  readonly expiresAt?: number | undefined;
  readonly optOutSignalAt?: number | undefined;
};

/** The key rows that a choice touches: read in the same trip as the person's state. */
export const choiceRows = (personId: string, purpose: ConsentPurpose): RowRef[] => [
  keyRow(personId, purpose),
  holdsRow(personId),
  ...usedBy(purpose).flatMap((source) => [lensRow(personId, purpose, source), keyRow(personId, source)]),
];

type KeyChanges = Pick<Changes, 'newKeys' | 'removes' | 'relies' | 'unchanged'> & {
  readonly records: readonly Draft[];
  readonly destroyed: readonly string[];
};
const noKeys: KeyChanges = { records: [], destroyed: [] };
const keyIn = (rows: Rows, ref: RowRef) => rows.get(ref)?.fields as WrappedKey | undefined;

/** The purpose's own key, and a lens on every record that it uses. What stands already stays. */
async function granting(vault: Vault, { personId, purpose }: Decision, rows: Rows): Promise<KeyChanges> {
  const grantedAt = vault.now();
  const sources = usedBy(purpose).flatMap((source) => {
    const row = keyRow(personId, source);
    const key = keyIn(rows, row);
    return key && !keyIn(rows, lensRow(personId, purpose, source)) ? [{ source, row, key }] : [];
  });
  const [newKeys, lenses] = await Promise.all([
    keyIn(rows, keyRow(personId, purpose)) ? [] : makeKeys(vault, personId, [purpose]),
    Promise.all(
      sources.map(async ({ source, key }) =>
        create(lens, { subjectId: personId, purpose, source }, personId, {
          ...(await vault.keys.rewrap(key, source, purpose)),
          grantedAt,
        }),
      ),
    ),
  ]);
  const relies = sources.map(({ row, key }) => ({ row, keyId: key.keyId }));
  return { records: lenses, newKeys, relies, destroyed: [] };
}

/**
 * The end of the purpose's key and of its lenses. Under a legal hold the key is not lost: it moves to one wrapped for legal
 * claims, which no function of the API opens. A hold that comes or goes meanwhile makes the write start over.
 */
async function destroying(vault: Vault, { personId, purpose }: Decision, rows: Rows): Promise<KeyChanges> {
  const own = keyRow(personId, purpose);
  const key = keyIn(rows, own);
  const holds = (rows.get(holdsRow(personId))?.fields.holdIds ?? []) as string[];
  const standing = [own, ...usedBy(purpose).map((source) => lensRow(personId, purpose, source))].filter((ref) =>
    rows.get(ref),
  );
  const records: Draft[] = [];
  if (key && holds.length > 0) {
    const { keyId, wrapped } = await vault.keys.rewrap(key, purpose, 'legal_claims');
    records.push(create(heldKey, { subjectId: personId, keyId }, personId, { purpose, wrapped }));
  }
  const destroyed = standing.map((ref) => `${ref.sk}|${keyIn(rows, ref)?.keyId}`);
  return { records, removes: standing, unchanged: [holdsRow(personId)], destroyed };
}

const keyChanges = (vault: Vault, decision: Decision, rows: Rows): Promise<KeyChanges> | KeyChanges => {
  if (decision.state === 'given') return granting(vault, decision, rows);
  return decision.state === 'refused' ? noKeys : destroying(vault, decision, rows);
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The next entry of the person's ledger: linked to the one before it by hash, and signed. */
async function nextEntry(vault: Vault, { personId, by, ...said }: Decision, state: State | undefined) {
  const sequence = (state?.values.sequence ?? 0) + 1;
  const { purpose, scopes, expiresAt } = said;
  const { noticeId, fingerprint, locale } = said.notice;
  const content = {
    consentId: vault.mintId('consent'),
    purpose,
    state: said.state,
    scopes: [...scopes],
    at: vault.now(),
    ...by,
    noticeId,
    fingerprint,
    locale,
    expiresAt,
    previous: state?.values.head ?? null,
  };
  const hash = sha256(hashedText({ personId, sequence, ...content }));
  return { sequence, values: { ...content, hash, ...(await vault.signer.sign(hash)) } };
}

function nextState(
  decision: Decision,
  state: State | undefined,
  { sequence, values }: { sequence: number; values: Entry },
) {
  const { personId, purpose, expiresAt, optOutSignalAt } = decision;
  const { at, fingerprint, scopes } = values;
  const choice: Choice = { state: decision.state, at, sequence, fingerprint, scopes, expiresAt };
  const choices = { ...state?.values.choices, [purpose]: choice } as ValuesOf<typeof consentState>['choices'];
  const said = { sequence, head: values.hash, choices, optOutSignalAt };
  return state ? change(state, said) : create(consentState, { personId }, personId, said);
}

/**
 * Records a choice and lets it take effect, in one transaction: ledger entry, state, keys and lenses made or destroyed, and
 * the event that others act on. `rows` are those of `choiceRows`, read in this visit.
 * @throws Problem `conflict` when another choice or a hold landed first
 */
export async function decide(
  { vault, door, rows }: { vault: Vault; door: Door; rows: Rows },
  decision: Decision,
  state: State | undefined,
): Promise<{ state: State; entry: Saved<typeof consentEntry> }> {
  const { personId } = decision;
  const [next, { records, destroyed, ...keys }] = await Promise.all([
    nextEntry(vault, decision, state),
    keyChanges(vault, decision, rows),
  ]);
  const entry = create(consentEntry, { personId, sequence: sequenceKey(next.sequence) }, personId, next.values);
  const saved = await door.save({
    ...keys,
    records: [nextState(decision, state, next), entry, ...records],
    event: {
      type: `consent.${decision.state}`,
      subjectId: personId,
      resourceId: next.values.consentId,
      purpose: decision.purpose,
      ...(destroyed.length > 0 ? { rows: destroyed } : {}),
    },
  });
  return { state: saved[0] as State, entry: saved[1] as Saved<typeof consentEntry> };
}

/** Where a person stands on a purpose. */
export const choiceOf = (state: State | undefined, purpose: ConsentPurpose): Choice | undefined =>
  (state?.values.choices as Choices | undefined)?.[purpose];
