import { Problem } from '#/domain/api/problems.ts';
import { dataRequest, openRequest, requestRegister, requestTally } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { clockOf } from '#/domain/rights/clock.ts';
import type { RequestKind } from '#/domain/rights/kinds.ts';
import {
  floodToday,
  noRequests,
  type Register,
  withAnother,
  withoutRequest,
  withRequest,
} from '#/domain/rights/register.ts';
import { isOpen, type RequestState } from '#/domain/rights/states.ts';
import { type Changes, create, type Draft } from './draft.ts';
import { type OpenRecord, pointerRows, refOf } from './records.ts';
import type { RowRef } from './rows.ts';
import type { Vault } from './vault.ts';

export type RequestRecord = OpenRecord<typeof dataRequest>;
type RequestValues = ValuesOf<typeof dataRequest>;
export type RegisterRecord = OpenRecord<typeof requestRegister>;
type Written = Required<Pick<Changes, 'records' | 'removes'>>;

const sameRecord = <E extends OpenRecord>(record: E, values: E['values']): Draft => ({
  entity: record.entity,
  ids: record.ids,
  subject: record.subject,
  values,
  replaces: record.version,
  createdAt: record.createdAt,
});

const registerOf = (register: RegisterRecord | undefined): Register => register?.values ?? noRequests;

function registerDraft(personId: string, register: RegisterRecord | undefined, { open, day, count }: Register): Draft {
  const values = { open: open.map((request) => ({ ...request })), day, count };
  return register ? sameRecord(register, values) : create(requestRegister, { personId }, personId, values);
}

const dueIds = (personId: string, requestId: string, dueAt: number) => ({ personId, requestId, dueAt: String(dueAt) });

const dueDraft = (personId: string, requestId: string, dueAt: number): Draft =>
  create(openRequest, dueIds(personId, requestId, dueAt), personId, {});

function dueRows(personId: string, requestId: string, dueAt: number): RowRef[] {
  const ids = dueIds(personId, requestId, dueAt);
  return [refOf(openRequest, ids), ...pointerRows(openRequest, ids)];
}

/** `2026-Q4`, in UTC. */
const quarterOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
};

function tallyDraft(vault: Vault, kind: RequestKind, outcome: 'received' | RequestState, receivedAt: number): Draft {
  const at = vault.now();
  const ids = { quarter: quarterOf(receivedAt), kind, outcome, tallyId: vault.mintId('event') };
  return create(requestTally, ids, vault.instance, { days: Math.floor((at - receivedAt) / 86_400_000) });
}

/** What is known of a request when it arrives. */
export type Arriving = Pick<
  RequestValues,
  'kind' | 'about' | 'residence' | 'grace' | 'verifiedAt' | 'confirmedAt' | 'closedAt' | 'state'
>;

/** A new request with its clock, its count in the register and, unless its arrival answers it, its place in the office's list. */
export function arriving(
  vault: Vault,
  personId: string,
  said: Arriving,
  register: RegisterRecord | undefined,
): { readonly requestId: string; readonly records: readonly Draft[] } {
  const receivedAt = vault.now();
  const requestId = vault.mintId('request');
  const { kind, about, state } = said;
  const { dueAt, extendableTo, acknowledgeBy, regime } = clockOf({ ...said, instance: vault.instance, receivedAt });
  const values = { ...said, receivedAt, dueAt, extendableTo, acknowledgeBy, regime };
  const counted = withRequest(registerOf(register), { requestId, kind, about }, receivedAt);
  const arrived = [
    create(dataRequest, { personId, requestId }, personId, values),
    tallyDraft(vault, kind, 'received', receivedAt),
  ];
  const standing = isOpen(state)
    ? [registerDraft(personId, register, counted), dueDraft(personId, requestId, dueAt)]
    : [
        registerDraft(personId, register, withoutRequest(counted, requestId)),
        tallyDraft(vault, kind, state, receivedAt),
      ];
  return { requestId, records: [...arrived, ...standing] };
}

/** The clock of a request whose person has just confirmed it: an erasure that waits for its days of grace is due after them. */
function clocked(vault: Vault, before: RequestValues, after: RequestValues): RequestValues {
  if (before.confirmedAt !== undefined || after.confirmedAt === undefined) return after;
  const { kind, residence, verifiedAt, graceUntil } = after;
  const receivedAt = graceUntil ?? after.receivedAt;
  const clock = clockOf({ kind, instance: vault.instance, residence, receivedAt, verifiedAt });
  return { ...after, dueAt: clock.dueAt, extendableTo: clock.extendableTo };
}

/** All that changes when a request goes from one state to another, besides what the move itself is about. */
export function moving(
  vault: Vault,
  record: RequestRecord,
  to: RequestValues,
  register: RegisterRecord | undefined,
): Written & { readonly values: RequestValues } {
  const { personId, requestId } = record.ids;
  const before = record.values;
  const values = clocked(vault, before, to);
  const own = sameRecord(record, values);
  if (!isOpen(before.state)) return { values, records: [own], removes: [] };
  if (isOpen(values.state)) {
    const isMoved = values.dueAt !== before.dueAt;
    const records = isMoved ? [own, dueDraft(personId, requestId, values.dueAt)] : [own];
    return { values, records, removes: isMoved ? dueRows(personId, requestId, before.dueAt) : [] };
  }
  const counted = register && [registerDraft(personId, register, withoutRequest(register.values, requestId))];
  return {
    values,
    records: [own, ...(counted ?? []), tallyDraft(vault, values.kind, values.state, values.receivedAt)],
    removes: dueRows(personId, requestId, before.dueAt),
  };
}

/** An import counts among the requests of the day. @throws Problem `too-many-requests` */
export function countedImport(vault: Vault, personId: string, register: RegisterRecord | undefined): Draft {
  const now = vault.now();
  const flood = floodToday(registerOf(register), now);
  if (flood) throw new Problem('too-many-requests', flood);
  return registerDraft(personId, register, withAnother(registerOf(register), now));
}
