import type { Standing } from './moves.ts';
import { isOpen } from './states.ts';

const dayMs = 86_400_000;

type Reminder = {
  /** Epoch ms. */
  readonly at: number;
  readonly to: 'person' | 'office';
  readonly says: string;
};

/** Days after its arrival on which a person is reminded to confirm. */
const confirmAfterDays = [3, 7, 14];
/** Days before it is due on which people of ours are reminded of it. */
const dueInDays = [14, 7, 3, 1];

const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`;

/** Every reminder of a request that still stands, the earliest first. What is at its end needs none. */
export function remindersOf({ state, receivedAt, dueAt, confirmedAt, graceUntil }: Standing): readonly Reminder[] {
  if (!isOpen(state)) return [];
  const toConfirm = confirmAfterDays.map((after) => ({
    at: receivedAt + after * dayMs,
    to: 'person' as const,
    says: 'The request waits for your confirmation, with a fresh sign-in.',
  }));
  const toAnswer = dueInDays.map((before) => ({
    at: dueAt - before * dayMs,
    to: 'office' as const,
    says: `The request is due in ${days(before)}.`,
  }));
  const lastCall =
    graceUntil === undefined
      ? []
      : [
          {
            at: graceUntil - 3 * dayMs,
            to: 'person' as const,
            says: 'The erasure can be called off for three more days.',
          },
        ];
  const reminders = [...(confirmedAt === undefined ? toConfirm : []), ...lastCall, ...toAnswer];
  return reminders.filter(({ at }) => at > receivedAt && at <= dueAt).sort((a, b) => a.at - b.at);
}
