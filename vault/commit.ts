import { Problem, type ProblemType } from '#/domain/api/problems.ts';
import { engagement, membership, sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { type Entity, isSealed } from '#/domain/data-map/entity.ts';
import type { Admission } from './admit.ts';
import { consentsAsked } from './consent-gate.ts';
import type { Changes, Draft, NewKey } from './draft.ts';
import { keyRow } from './epochs.ts';
import { guardianRowOf } from './guardian-gate.ts';
import { type Idempotency, refuseReplay } from './idempotency.ts';
import { type OpenRecord, type ReadyKey, refOf } from './records.ts';
import { getTogether, type Rows, rowName } from './rows.ts';
import {
  accountStillOpen,
  engagementStillOn,
  keyStillThere,
  putEvent,
  putIdempotency,
  putKey,
  putPointers,
  putRecord,
  removeRow,
  stillActive,
  stillUnchanged,
  switchStill,
} from './steps.ts';
import { switchRow } from './switch-rows.ts';
import { type Failure, type Step, WriteRefused, writeTogether } from './transaction.ts';
import { deleteAfter, readyKey } from './unseal.ts';
import type { Vault } from './vault.ts';
import type { Visit } from './visit.ts';
import { requireWrites } from './write-freeze.ts';

export type Saved<E extends Entity = Entity> = OpenRecord<E> & { readonly deleteAfter: number | undefined };

/** What the gate found for this visit. */
export type Entered = {
  readonly rows: Rows;
  readonly admission: Admission;
  readonly idempotency: Idempotency | undefined;
};

type Keys = ReadonlyMap<string, ReadyKey>;
const sealedUnder = (draft: Draft): string => `${draft.subject}|${draft.entity.purpose}`;

/** The keys the drafts are sealed with: made in this write, or standing in the key table now. */
async function keysFor(
  vault: Vault,
  entered: Entered,
  { records, newKeys = [] }: Changes,
): Promise<Map<string, ReadyKey>> {
  const sealedDrafts = records.filter(({ entity }) => isSealed(entity));
  const made = new Map(newKeys.map((key) => [`${key.subject}|${key.purpose}`, key]));
  const missing = sealedDrafts
    .filter((draft) => !made.has(sealedUnder(draft)))
    .map(({ subject, entity }) => keyRow(subject, entity.purpose))
    .filter((ref) => !entered.rows.get(ref));
  const further = missing.length > 0 ? await getTogether(vault.tables, missing) : entered.rows;
  const rows: Rows = { get: (ref) => entered.rows.get(ref) ?? further.get(ref) };
  const keys = new Map<string, ReadyKey>();
  for (const draft of sealedDrafts) {
    const key = await keyOf(vault, rows, draft, made.get(sealedUnder(draft)));
    keys.set(sealedUnder(draft), key);
  }
  return keys;
}

async function keyOf(
  vault: Vault,
  rows: Rows,
  { subject, entity }: Draft,
  made: NewKey | undefined,
): Promise<ReadyKey> {
  if (made) return { keyId: made.keyId, key: await vault.keys.unwrap(made, made.purpose) };
  const key = await readyKey(vault, rows, { row: keyRow(subject, entity.purpose), purpose: entity.purpose });
  if (!key) throw new Problem('erased');
  return key;
}

function savedOf(draft: Draft, at: number, admission: Admission): Saved {
  const { entity, ids, subject, values, replaces = 0, createdAt = at } = draft;
  const record = { entity, ids, subject, version: replaces + 1, createdAt, updatedAt: at, values };
  return { ...record, deleteAfter: deleteAfter(record, admission.engagement) };
}

/** The keys that the write stands on, each once: those it seals with, those it builds on, those of the consents it takes. */
function keyChecks(vault: Vault, visit: Visit, { rows, admission }: Entered, changes: Changes, keys: Keys): Step[] {
  const made = new Set((changes.newKeys ?? []).map(({ subject, purpose }) => rowName(keyRow(subject, purpose))));
  const consents = consentsAsked(visit, admission.engagement?.values).map(({ personId, purpose }) => {
    const row = keyRow(personId, purpose);
    return { row, keyId: String(rows.get(row)?.fields.keyId ?? ''), failure: 'consent' as const };
  });
  const sealedWith = changes.records.flatMap((draft) => {
    const key = keys.get(sealedUnder(draft));
    return key ? [{ row: keyRow(draft.subject, draft.entity.purpose), keyId: key.keyId }] : [];
  });
  const builtOn = [...sealedWith, ...(changes.relies ?? [])].map((key) => ({ ...key, failure: 'key' as const }));
  const once = new Map([...builtOn, ...consents].map((key) => [rowName(key.row), key]));
  return [...once]
    .filter(([name]) => !made.has(name))
    .map(([, { failure, ...key }]) => keyStillThere(vault, key, failure));
}

/** New keys are for those who are there, or who come to be with this very write. */
function accountChecks(vault: Vault, { newKeys = [], records }: Changes): Step[] {
  const arriving = new Set(records.filter(({ entity }) => entity === sessionEpoch).map(({ subject }) => subject));
  const known = new Set(newKeys.map(({ subject }) => subject).filter((subject) => !arriving.has(subject)));
  return [...known].map((subject) => accountStillOpen(vault, subject));
}

/** What must still hold when the write lands: the keys, and the relation that let the caller in. */
function checks(vault: Vault, visit: Visit, entered: Entered, changes: Changes, keys: Keys): Step[] {
  const { caller, params } = visit;
  const { admission, rows } = entered;
  const written = new Set(changes.records.map(({ entity, ids }) => rowName(refOf(entity, ids))));
  const steps = [...keyChecks(vault, visit, entered, changes, keys), ...accountChecks(vault, changes)];
  for (const ref of changes.unchanged ?? []) steps.push(stillUnchanged(vault, ref, rows.get(ref)));
  const engagementId = admission.engagement?.ids.engagementId;
  if (engagementId && !written.has(rowName(refOf(engagement, { engagementId })))) {
    steps.push(engagementStillOn(vault, engagementId));
  }
  // No write lands after the suspension that should have stopped it.
  if (engagementId) steps.push(switchStill(vault, switchRow('relationship', engagementId), rows));
  const organizationId = changes.memberOf ?? admission.engagement?.values.organizationId ?? params.organizationId;
  const { relation } = admission.way;
  const asMember = changes.memberOf || relation === 'coach' || relation === 'member' || relation === 'champion';
  const own = organizationId && refOf(membership, { personId: caller.personId, organizationId });
  if (asMember && own && !written.has(rowName(own)))
    steps.push(relation === 'champion' ? stillUnchanged(vault, own, rows.get(own)) : stillActive(vault, own));
  const guardian = relation === 'guardian' && guardianRowOf(visit);
  if (guardian && !written.has(rowName(guardian))) steps.push(stillActive(vault, guardian));
  return steps;
}

const answers: Record<Exclude<Failure, 'replayed'>, ProblemType> = {
  key: 'erased',
  consent: 'consent-required',
  relation: 'not-found',
  exists: 'conflict',
  version: 'conflict',
};

async function explain(
  vault: Vault,
  visit: Visit,
  idempotency: Idempotency | undefined,
  cause: unknown,
): Promise<never> {
  if (!(cause instanceof WriteRefused)) throw cause;
  const { failure } = cause;
  if (failure === 'replayed' && idempotency) {
    const rows = await getTogether(vault.tables, [idempotency.row]);
    refuseReplay(vault, idempotency, rows);
  }
  if (failure === 'version' && visit.ifMatch !== undefined) throw new Problem('version-changed');
  if (failure === 'replayed') throw new Problem('unavailable', { retryAfter: 1 });
  throw new Problem(answers[failure], { detail: detailOf(failure) });
}

const detailOf = (failure: Failure): string =>
  failure === 'version' || failure === 'exists'
    ? 'Somebody changed the record at the same moment; read it again and repeat.'
    : 'What the request relied on is no longer there.';

/**
 * Writes all of it in one transaction, or nothing: the records, their pointers and new keys, the idempotency record, the
 * outbox event, and the conditions that key and relation still hold.
 * @throws Replayed, or Problem `erased`, `not-found`, `conflict`, `version-changed`, `unavailable`
 */
export async function commit(vault: Vault, visit: Visit, entered: Entered, changes: Changes): Promise<Saved[]> {
  const at = vault.now();
  const { admission, idempotency } = entered;
  requireWrites(admission, changes);
  if (admission.engagement?.values.status === 'ended') {
    throw new Problem('conflict', { detail: 'The engagement has ended; its records can only be read.' });
  }
  const engagementId = admission.engagement?.ids.engagementId;
  const keys = await keysFor(vault, entered, changes);
  const saved = changes.records.map((draft) => ({ draft, record: savedOf(draft, at, admission) }));
  const steps: Step[] = [
    ...saved.map(({ draft, record }) => putRecord(vault, record, draft, keys.get(sealedUnder(draft)))),
    ...saved.flatMap(({ draft, record }) => putPointers(vault, record, draft)),
    ...(changes.newKeys ?? []).map((key) => putKey(vault, key, at)),
    ...(changes.removes ?? []).map((ref) => removeRow(vault, ref)),
    ...checks(vault, visit, entered, changes, keys),
    ...(idempotency ? [putIdempotency(vault, idempotency, visit.route.status, changes.event.resourceId, at)] : []),
    ...[changes.event, ...(changes.further ?? [])].map((event) =>
      putEvent(vault, { ...event, actorId: visit.caller.personId, engagementId }, at),
    ),
  ];
  await writeTogether(vault.tables.dynamo, steps).catch((cause: unknown) => explain(vault, visit, idempotency, cause));
  return saved.map(({ record }) => record);
}
