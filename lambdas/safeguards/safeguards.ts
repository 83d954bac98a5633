import { Problem } from '#/domain/api/problems.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { mayLift, pausedPurposes, type SafeguardSource } from '#/domain/consent/safeguards.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import { safeguard } from '#/domain/data-map/entities/guardians.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Saved } from '#/vault/commit.ts';
import { type ConsentRecord, choiceOf, type Decision, record } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { keyRow, personEpoch } from '#/vault/epochs.ts';
import { makeKeys } from '#/vault/people.ts';
import { openReview } from '#/vault/reviews.ts';
import type { Rows } from '#/vault/rows.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { safeguardRoutes } from './safeguards.contract.ts';

type Reason = ValuesOf<typeof safeguard>['reason'];
type By = { readonly door: Door; readonly setBy: string; readonly setAs: SafeguardSource };
type Known = {
  readonly rows: Rows;
  readonly flag: Saved<typeof safeguard> | undefined;
  readonly state: ConsentRecord | undefined;
};

/** @throws Problem `not-found` when there is no such person */
async function known(door: Door, personId: string): Promise<Known> {
  const asked = { flag: of(safeguard, { personId }), state: of(consentState, { personId }) };
  const { found, rows } = await door.consult(asked, [personEpoch(personId), keyRow(personId, safeguard.purpose)]);
  if (!rows.get(personEpoch(personId))) throw new Problem('not-found');
  const { flag, state } = found;
  return {
    rows,
    flag: flag && !isErased(flag) ? flag : undefined,
    state: state && !isErased(state) ? state : undefined,
  };
}

/**
 * What works on the person stops until somebody of ours has looked at it: what was given is asked for again. Its keys stay,
 * unused, so that a word of somebody else destroys nothing of theirs.
 */
const paused = (state: ConsentRecord | undefined, by: Decision['by']): Decision[] =>
  pausedPurposes.flatMap((purpose) => {
    const choice = choiceOf(state, purpose);
    if (choice?.state !== 'given') return [];
    const { scopes, expiresAt, guardianId } = choice;
    return [{ purpose, state: 'requested' as const, scopes, notice: noticeOf(purpose), by, expiresAt, guardianId }];
  });

/** A rule of ours acts; where it was somebody else’s word, the ledger does not say whose. */
const pausing = (door: Door, setBy: string, setAs: SafeguardSource): Decision['by'] => ({
  ...(setAs === 'self'
    ? { actorId: setBy, capacity: 'self' as const }
    : { actorId: 'service:safeguards', capacity: 'service' as const }),
  channel: door.visit.routeName,
  reason: 'safeguard',
});

async function set({ vault }: Services, { door, setBy, setAs }: By, personId: string, reason: Reason): Promise<void> {
  const { rows, flag, state } = await known(door, personId);
  if (flag?.values.status === 'set' && !mayLift(flag.values.setAs, setAs)) return;
  const values = { status: 'set', reason, setBy, setAs } as const;
  const draft: Draft = flag ? change(flag, values) : create(safeguard, { personId }, personId, values);
  const isFirst = !rows.get(keyRow(personId, safeguard.purpose));
  const newKeys = isFirst ? await makeKeys(vault, personId, [safeguard.purpose]) : [];
  const [first, ...rest] = paused(state, pausing(door, setBy, setAs));
  const type = 'safeguard.set';
  if (!first) {
    await door.save({ records: [draft], newKeys, event: { type, subjectId: personId, resourceId: personId } });
    return;
  }
  const acts = [first, ...rest] as const;
  await record({ vault, door, rows }, acts, {
    personId,
    state,
    type,
    along: (told) => ({
      newKeys,
      records: [
        draft,
        ...told.flatMap((entry, index) => {
          const purpose = acts[index]?.purpose;
          return purpose ? [openReview(vault, { kind: 'consent', personId, purpose }, entry)] : [];
        }),
      ],
    }),
  });
}

/** @throws Problem `conflict` when there is nothing to lift, or somebody else has set it */
async function lift(door: Door, personId: string, by: SafeguardSource): Promise<void> {
  const { flag } = await known(door, personId);
  if (flag?.values.status !== 'set') throw new Problem('conflict', { detail: 'There is nothing to lift.' });
  if (!mayLift(flag.values.setAs, by)) {
    throw new Problem('conflict', { detail: 'Somebody else has set it; the privacy office lifts it.' });
  }
  const event = { type: 'safeguard.lifted', subjectId: personId, resourceId: personId };
  await door.save({ records: [change(flag, { status: 'lifted' })], event });
}

async function show(door: Door, personId: string) {
  const { flag } = await known(door, personId);
  const { status = 'none' as const, reason = null, setAs = null } = flag?.values ?? {};
  return { status, reason, setAs };
}

export const safeguardOperations: Operations<typeof safeguardRoutes> = {
  readSafeguard: ({ door, caller }) => show(door, caller.personId),

  setSafeguard: async ({ door, caller, body }, services) => {
    const { personId } = caller;
    await set(services, { door, setBy: personId, setAs: 'self' }, personId, body.reason);
    return show(door, personId);
  },

  liftSafeguard: async ({ door, caller }) => {
    await lift(door, caller.personId, 'self');
    return undefined;
  },

  setClientSafeguard: async ({ door, caller, body }, services) => {
    const { engagement } = await door.admission();
    const clientId = engagement?.values.clientId ?? '';
    await set(services, { door, setBy: caller.personId, setAs: 'coach' }, clientId, body.reason);
    return undefined;
  },

  setPersonSafeguard: async ({ door, caller, params, body }, services) => {
    await set(services, { door, setBy: caller.personId, setAs: 'privacy_office' }, params.personId, body.reason);
    return undefined;
  },

  liftPersonSafeguard: async ({ door, params }) => {
    await lift(door, params.personId, 'privacy_office');
    return undefined;
  },
};
