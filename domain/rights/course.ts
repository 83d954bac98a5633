import type { dataRequest } from '#/domain/data-map/entities/rights.ts';
import type { IdsOf, ValuesOf } from '#/domain/data-map/entity.ts';
import { clockOf, regimeName } from './clock.ts';
import { kinds } from './kinds.ts';
import { remindersOf } from './reminders.ts';

/** A request as its row holds it. */
type Request = {
  readonly ids: IdsOf<typeof dataRequest>;
  readonly values: ValuesOf<typeof dataRequest>;
  readonly version: number;
};

const instant = (at: number): string => new Date(at).toISOString();
const orNull = (at: number | undefined): string | null => (at === undefined ? null : instant(at));

/** The moments stand in the row; the words of the law are looked up again. */
function dueOf(instance: string, { values }: Request) {
  const { kind, residence, receivedAt, verifiedAt, dueAt, extendableTo, acknowledgeBy, regime } = values;
  const { citation, basis, assumed } = clockOf({ kind, instance, residence, receivedAt, verifiedAt });
  return {
    at: instant(dueAt),
    regime: regime ?? null,
    law: regimeName(regime) ?? 'no law; our own default',
    citation,
    basis,
    assumed: [...assumed],
    extendableTo: orNull(extendableTo),
    acknowledgeBy: orNull(acknowledgeBy),
  };
}

/** Where a request stands, by when it is due and which law says so: what its person sees of it, and who answers it. */
export function courseOf(instance: string, request: Request) {
  const { ids, values, version } = request;
  const { kind, state, about = null, extension = null, refusal = null } = values;
  return {
    requestId: ids.requestId,
    kind,
    title: kinds[kind].title,
    about,
    state,
    receivedAt: instant(values.receivedAt),
    acknowledgedAt: instant(values.receivedAt),
    verifiedAt: orNull(values.verifiedAt),
    confirmedAt: orNull(values.confirmedAt),
    closedAt: orNull(values.closedAt),
    due: dueOf(instance, request),
    extension,
    refusal,
    graceUntil: orNull(values.graceUntil),
    reminders: remindersOf(values).map((reminder) => ({ ...reminder, at: instant(reminder.at) })),
    version,
  };
}
