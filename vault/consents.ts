import { createHash } from 'node:crypto';
import type { Choice, Choices, ConsentState } from '#/domain/consent/choices.ts';
import { hashedText, sequenceKey } from '#/domain/consent/ledger.ts';
import type { Notice } from '#/domain/consent/notices.ts';
import type { ObjectionState } from '#/domain/consent/objections.ts';
import { consentEntry, consentState } from '#/domain/data-map/entities/consent.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { ConsentPurpose, LegitimatePurpose } from '#/domain/data-map/purposes.ts';
import type { Saved } from './commit.ts';
import { choiceRows, type KeyChanges, keyChanges } from './consent-keys.ts';
import type { Door } from './door.ts';
import { type Changes, change, create, type Draft, type Happening } from './draft.ts';
import { type Rows, rowName } from './rows.ts';
import { isErased } from './unseal.ts';
import type { Vault } from './vault.ts';
import { of } from './visit.ts';

export type ConsentRecord = Saved<typeof consentState>;
type Entry = ValuesOf<typeof consentEntry>;
type SavedEntry = Saved<typeof consentEntry>;

/** Who acts, and how. */
export type Chooser = Pick<Entry, 'actorId' | 'capacity' | 'channel' | 'addressHash' | 'reason'>;

/** One act of choosing, as the ledger will say it. */
export type Decision = {
  readonly purpose: ConsentPurpose;
  readonly state: ConsentState;
  readonly scopes: readonly string[];
  readonly notice: Pick<Notice, 'noticeId' | 'fingerprint' | 'locale'>;
  readonly by: Chooser;
  readonly expiresAt?: number | undefined;
  /** Who gave it for the person, as their guardian. */
  readonly guardianId?: string | undefined;
};
/** An objection to a purpose on legitimate interest, and what became of it. */
type ObjectionAct = {
  readonly purpose: LegitimatePurpose;
  readonly state: ObjectionState;
  readonly by: Chooser;
};
export type Act = Decision | ObjectionAct;

const isDecision = (act: Act): act is Decision => 'notice' in act;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type Written = { readonly act: Act; readonly sequence: number; readonly values: Entry };

/** The next entry of the person's ledger: linked to the one before it by hash, and signed. */
async function nextEntry(
  vault: Vault,
  personId: string,
  act: Act,
  last: { readonly sequence: number; readonly head: string | null },
): Promise<Written> {
  const sequence = last.sequence + 1;
  const { purpose, state, by } = act;
  const { noticeId, fingerprint, locale } = isDecision(act) ? act.notice : {};
  const content = {
    consentId: vault.mintId('consent'),
    purpose,
    state,
    scopes: isDecision(act) ? [...act.scopes] : [],
    at: vault.now(),
    ...by,
    noticeId,
    fingerprint,
    locale,
    expiresAt: isDecision(act) ? act.expiresAt : undefined,
    previous: last.head,
  };
  const hash = sha256(hashedText({ personId, sequence, ...content }));
  return { act, sequence, values: { ...content, hash, ...(await vault.signer.sign(hash)) } };
}

/** Entries for several acts, each linked to the one before it. */
async function nextEntries(vault: Vault, personId: string, acts: readonly Act[], state: ConsentRecord | undefined) {
  const written: Written[] = [];
  let last = { sequence: state?.values.sequence ?? 0, head: state?.values.head ?? null };
  for (const act of acts) {
    const next = await nextEntry(vault, personId, act, last);
    written.push(next);
    last = { sequence: next.sequence, head: next.values.hash };
  }
  return written;
}

/** What the state says after an act. */
function standing({ act, sequence, values }: Written) {
  const { at } = values;
  if (!isDecision(act)) return { objections: { [act.purpose]: { state: act.state, at, sequence } } };
  const { purpose, state, scopes, expiresAt, guardianId, notice } = act;
  const choice: Choice = { state, at, sequence, fingerprint: notice.fingerprint, scopes, expiresAt, guardianId };
  return { choices: { [purpose]: choice } };
}

function nextState(
  personId: string,
  state: ConsentRecord | undefined,
  written: readonly Written[],
  optOutSignalAt: number | undefined,
): Draft<typeof consentState> {
  const last = written.at(-1) as Written;
  const said = written.map(standing);
  const values = {
    sequence: last.sequence,
    head: last.values.hash,
    choices: Object.assign({}, state?.values.choices, ...said.map(({ choices }) => choices)),
    objections: Object.assign({}, state?.values.objections, ...said.map(({ objections }) => objections)),
    optOutSignalAt,
  };
  return state ? change(state, values) : create(consentState, { personId }, personId, values);
}

/** Whoever acts on the end of a purpose hears of an end, also where it was a refusal that took standing keys away. */
function eventType(act: Act, destroyed: readonly string[]): string {
  if (!isDecision(act)) return `objection.${act.state}`;
  return act.state === 'refused' && destroyed.length > 0 ? 'consent.withdrawn' : `consent.${act.state}`;
}

const happening = (personId: string, { act, values }: Written, destroyed: readonly string[] = []): Happening => ({
  type: eventType(act, destroyed),
  subjectId: personId,
  resourceId: values.consentId,
  purpose: act.purpose,
  ...(destroyed.length > 0 ? { rows: destroyed } : {}),
});

/** What the ledger now says, for what is written with it. */
export type Told = { readonly consentId: string; readonly sequence: number };
export type Along = Pick<Changes, 'records' | 'newKeys' | 'removes' | 'relies' | 'unchanged'>;

/** Several parts of one write; a row that two of them watch is watched once. */
function together(parts: readonly Along[]): Along {
  const unchanged = parts.flatMap((part) => part.unchanged ?? []);
  return {
    records: parts.flatMap((part) => part.records),
    newKeys: parts.flatMap((part) => part.newKeys ?? []),
    removes: parts.flatMap((part) => part.removes ?? []),
    relies: parts.flatMap((part) => part.relies ?? []),
    unchanged: [...new Map(unchanged.map((ref) => [rowName(ref), ref])).values()],
  };
}

/** Where acts are recorded: the visit, and the rows of `choiceRows` for each purpose, read in it. */
export type Where = { readonly vault: Vault; readonly door: Door; readonly rows: Rows };
/** Whose acts, and what else is written with them. */
export type Circumstances = {
  readonly personId: string;
  readonly state: ConsentRecord | undefined;
  /** When an opt-out signal was first applied. */
  readonly optOutSignalAt?: number | undefined;
  /** Made from what the acts became, in their order. */
  readonly along?: ((told: readonly Told[]) => Along) | undefined;
  /** The event that names the whole; each act has one of its own besides. */
  readonly type?: string | undefined;
};

const told = ({ sequence, values }: Written): Told => ({ sequence, consentId: values.consentId });
const noKeys: KeyChanges = { records: [], destroyed: [] };

/**
 * All that acts come to, as one write: ledger entries, state, keys and lenses made or destroyed, and the events that others
 * act on. The state and the entries stand first among its records.
 */
export async function changesOf(
  { vault, rows }: Pick<Where, 'vault' | 'rows'>,
  acts: readonly [Act, ...Act[]],
  { personId, state, optOutSignalAt, along, type }: Circumstances,
): Promise<Changes> {
  const [written, keys] = await Promise.all([
    nextEntries(vault, personId, acts, state),
    Promise.all(acts.map((act) => (isDecision(act) ? keyChanges(vault, { personId, ...act }, rows) : noKeys))),
  ]);
  const { records, ...changes } = together(along ? [...keys, along(written.map(told))] : keys);
  const entries = written.map(({ sequence, values }) =>
    create(consentEntry, { personId, sequence: sequenceKey(sequence) }, personId, values),
  );
  const each = written.map((one, index) => happening(personId, one, keys[index]?.destroyed));
  const [first, ...rest] = each as [Happening, ...Happening[]];
  return {
    ...changes,
    records: [nextState(personId, state, written, optOutSignalAt), ...entries, ...records],
    event: type ? { type, subjectId: personId, resourceId: first.resourceId } : first,
    further: type ? each : rest,
  };
}

/**
 * Records acts and lets them take effect, in one transaction.
 * @throws Problem `conflict` when another choice or a hold landed first
 */
export async function record(
  where: Where,
  acts: readonly [Act, ...Act[]],
  circumstances: Circumstances,
): Promise<{ state: ConsentRecord; entries: readonly [SavedEntry, ...SavedEntry[]] }> {
  const saved = await where.door.save(await changesOf(where, acts, circumstances));
  return {
    state: saved[0] as ConsentRecord,
    entries: saved.slice(1, 1 + acts.length) as [SavedEntry, ...SavedEntry[]],
  };
}

/** A person's state, with the key rows that a choice on these purposes touches. */
export async function consult(door: Door, personId: string, purposes: readonly ConsentPurpose[]) {
  const along = purposes.flatMap((purpose) => choiceRows(personId, purpose));
  const { found, rows } = await door.consult({ state: of(consentState, { personId }) }, along);
  return { rows, state: found.state && !isErased(found.state) ? found.state : undefined };
}

/** Where a person stands on a purpose. */
export const choiceOf = (state: ConsentRecord | undefined, purpose: ConsentPurpose): Choice | undefined =>
  (state?.values.choices as Choices | undefined)?.[purpose];
