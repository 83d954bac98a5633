import { objectionRefusal, objectsTo, stopsAtOnce } from '#/domain/consent/objections.ts';
import { commercialPurposes, type LegitimatePurpose } from '#/domain/data-map/purposes.ts';
import { type Act, type Chooser, choiceOf, consult, type Decision, record } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import type { Changes } from '#/vault/draft.ts';
import { turnedOff } from '#/vault/opt-out.ts';
import { openReview } from '#/vault/reviews.ts';
import type { Vault } from '#/vault/vault.ts';
import { type Effect, type Matter, withRecords } from './matter.ts';

/**
 * An objection stands in the ledger of choices. Where nothing compelling stands against it, it ends the use at once; else
 * people weigh it, and what they find answers the request.
 */
export async function object(matter: Matter): Promise<Effect> {
  const { vault, door, request } = matter;
  const { personId } = request.ids;
  const purpose = request.values.about as LegitimatePurpose;
  const { rows, state } = await consult(door, personId, []);
  const isRecorded = objectionRefusal(state?.values.objections?.[purpose], true) !== undefined;
  if (isRecorded) return { answers: objectsTo(state?.values, purpose), save: withRecords(matter, []) };
  const act: Act = { purpose, state: 'objected', by: await matter.by() };
  const asked = { kind: 'objection', personId, purpose } as const;
  return {
    answers: stopsAtOnce(purpose),
    save: ({ event, ...confirmation }) =>
      record({ vault, door, rows }, [act], {
        personId,
        state,
        type: event.type,
        along: (told) => {
          const reviews = stopsAtOnce(purpose) ? [] : told.map((entry) => openReview(vault, asked, entry));
          return { ...confirmation, records: [...confirmation.records, ...reviews] };
        },
      }),
  };
}

/** Turns off everything commercial together with the request that asks for it. */
export async function optOut(
  { vault, door, by }: { vault: Vault; door: Door; by: Chooser },
  personId: string,
  { event, ...request }: Changes,
): Promise<void> {
  const { rows, state } = await consult(door, personId, commercialPurposes);
  const isOff = ({ purpose }: Decision) => ['refused', 'withdrawn'].includes(choiceOf(state, purpose)?.state ?? '');
  const [first, ...rest] = turnedOff(state, { ...by, reason: 'opt_out_request' }).filter((act) => !isOff(act));
  if (first) {
    await record({ vault, door, rows }, [first, ...rest], { personId, state, type: event.type, along: () => request });
  } else {
    await door.save({ ...request, event });
  }
}
