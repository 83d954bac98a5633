import { kinds, type RequestKind } from './kinds.ts';

/** A request that is not at its end; `about` is the purpose, record or kind of record that it is limited to. */
export type OpenRequest = {
  readonly requestId: string;
  readonly kind: RequestKind;
  readonly about?: string | undefined;
};

/** What a person has asked for, in one row that every new request changes: so that no two can slip past each other. */
export type Register = {
  readonly open: readonly OpenRequest[];
  /** The UTC day that `count` is about. */
  readonly day: string;
  readonly count: number;
};

export const openAtMost = 5;
export const perDayAtMost = 10;

export const noRequests: Register = { open: [], day: '1970-01-01', count: 0 };

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);
const dayMs = 86_400_000;
const secondsToMidnight = (now: number): number => Math.ceil((dayMs - (now % dayMs)) / 1000);

/** An open request that asks for the very same: whoever asks twice is answered once. */
export function sameIn({ open }: Register, { kind, about }: Omit<OpenRequest, 'requestId'>): string | undefined {
  if (kinds[kind].reach === 'words') return undefined;
  return open.find((other) => other.kind === kind && other.about === about)?.requestId;
}

/** Why nothing further is taken today, and in how many seconds it may be. */
export function floodToday({ day, count }: Register, now: number) {
  if (day !== dayOf(now) || count < perDayAtMost) return undefined;
  return {
    detail: `${perDayAtMost} requests were made today; the next can follow tomorrow (UTC).`,
    retryAfter: secondsToMidnight(now),
  };
}

/** Why no further request of a kind is taken now, and in how many seconds one may be. */
export function floodIn(register: Register, kind: RequestKind, now: number) {
  if (register.open.filter((other) => other.kind === kind).length < openAtMost) return floodToday(register, now);
  return { detail: `There are ${openAtMost} open requests of this kind; cancel one, or wait.`, retryAfter: 3_600 };
}

/** Something that is not open after it was made, and still counts. */
export function withAnother({ open, day, count }: Register, now: number): Register {
  const today = dayOf(now);
  return { open, day: today, count: day === today ? count + 1 : 1 };
}

export function withRequest(register: Register, request: OpenRequest, now: number): Register {
  return { ...withAnother(register, now), open: [...register.open, request] };
}

export const withoutRequest = (register: Register, requestId: string): Register => ({
  ...register,
  open: register.open.filter((other) => other.requestId !== requestId),
});
