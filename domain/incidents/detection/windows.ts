/**
 * Exact sliding windows over events, as plain JSON that one row of a table holds.
 *
 * A window is the interval `(end - length, end]`; a threshold is met when one window that holds the event meets it. Events may
 * come twice, late, or out of order. Times are epoch milliseconds.
 *
 * Bounds: at most `capacity` entries, each with an id and a value of at most 128 characters: under 90 kB of JSON. Where values
 * are counted, an entry between two of the same value adds nothing and goes. Beyond capacity the oldest entry goes, and
 * `gapUntil` remembers it: a window that reaches back into the gap fires, because it may hold enough.
 */
export const capacity = 300;
/** How far behind the newest event another may come and still be counted at its own time; what is later counts at that edge. */
export const latenessMs = 3_600_000;
/** How far ahead of our clock an event may be; what is further ahead counts as of now. */
const skewMs = 300_000;

export type Observation = { readonly id: string; readonly time: number; readonly value?: string };

type Threshold =
  | { readonly of: 'events'; readonly atLeast: number }
  | { readonly of: 'values'; readonly atLeast: number }
  | { readonly of: 'new-value' }
  | {
      readonly of: 'above-habit';
      readonly atLeast: number;
      readonly times: number;
      readonly periods: number;
      readonly always: number;
    };
export type Watch = { readonly threshold: Threshold; readonly window: { readonly minutes: number } };

/** An event that is remembered: id, time, value. */
type Entry = readonly [id: string, time: number, value: string];

export type WindowState = {
  /** In order of time. */
  readonly entries: readonly Entry[];
  /** The time of the newest event. */
  readonly newest: number;
  /** Entries up to this time may be missing. */
  readonly gapUntil: number;
  /** How many events each period of one window’s length had; the key is its number since the epoch. */
  readonly habit: Readonly<Record<string, number>>;
};
export const emptyWindow: WindowState = { entries: [], newest: 0, gapUntil: 0, habit: {} };

const longest = 128;
const lengthOf = ({ window }: Watch) => window.minutes * 60_000;

/**
 * Without the entries whose value stands before and after them within less than one length: windows have it all the same, and
 * the one after them, when it is judged again, still sees the one before.
 */
function thinned(entries: readonly Entry[], length: number): Entry[] {
  const next = new Map<string, number>();
  const later = entries.toReversed().map(([, time, value]) => {
    const after = next.get(value);
    next.set(value, time);
    return after;
  });
  later.reverse();
  const before = new Map<string, number>();
  return entries.filter(([, time, value], index) => {
    const earlier = before.get(value);
    const after = later[index];
    if (earlier !== undefined && after !== undefined && after - earlier < length) return false;
    before.set(value, time);
    return true;
  });
}

/** How often the group did it, on average, in the periods before this one. */
function meanBefore(habit: WindowState['habit'], time: number, length: number, periods: number): number {
  const current = Math.floor(time / length);
  let sum = 0;
  for (let back = 1; back <= periods; back++) sum += habit[current - back] ?? 0;
  return sum / periods;
}

/** Whether these entries of one window are enough. */
function isEnough(held: readonly Entry[], { threshold }: Watch, mean: number): boolean {
  if (threshold.of === 'values') return new Set(held.map(([, , value]) => value)).size >= threshold.atLeast;
  if (threshold.of === 'events') return held.length >= threshold.atLeast;
  if (threshold.of === 'new-value') return false;
  const usual = Math.max(threshold.atLeast, threshold.times * mean);
  return held.length >= Math.min(threshold.always, usual);
}

function fires(state: WindowState, watch: Watch, [, time, value]: Entry): boolean {
  const { entries, gapUntil, habit } = state;
  const length = lengthOf(watch);
  if (watch.threshold.of === 'new-value') {
    const others = entries.filter(([, at]) => at < time && at > time - length);
    return others.length > 0 && others.every(([, , seen]) => seen !== value);
  }
  const { threshold } = watch;
  const periods = threshold.of === 'above-habit' ? threshold.periods : 0;
  const mean = periods ? meanBefore(habit, time, length, periods) : 0;
  const ends = new Set(entries.map(([, at]) => at).filter((at) => at >= time && at < time + length));
  for (const end of ends) {
    if (end - length < gapUntil) return true;
    const held = entries.filter(([, at]) => at > end - length && at <= end);
    if (isEnough(held, watch, mean)) return true;
  }
  return false;
}

/** With an entry in its place, and without what no window can reach any more. */
function added(state: WindowState, watch: Watch, entry: Entry): WindowState {
  const length = lengthOf(watch);
  const newest = Math.max(state.newest, entry[1]);
  const after = state.entries.findIndex(([, time]) => time > entry[1]);
  const at = after < 0 ? state.entries.length : after;
  const inOrder = [...state.entries.slice(0, at), entry, ...state.entries.slice(at)];
  const entries = inOrder.filter(([, time]) => time > newest - length - latenessMs);
  return { ...state, entries, newest, habit: habitWith(state, watch, entry[1], newest) };
}

function habitWith(
  { habit }: WindowState,
  watch: Watch,
  time: number,
  newest: number,
): Readonly<Record<string, number>> {
  const { threshold } = watch;
  if (threshold.of !== 'above-habit') return {};
  const length = lengthOf(watch);
  const period = Math.floor(time / length);
  const oldest = Math.floor((newest - latenessMs) / length) - threshold.periods;
  const counted: Record<string, number> = { ...habit, [period]: (habit[period] ?? 0) + 1 };
  return Object.fromEntries(Object.entries(counted).filter(([number]) => Number(number) >= oldest));
}

/** Small enough for its row; what had to go leaves a gap behind. */
function bounded(state: WindowState, watch: Watch): WindowState {
  const { of } = watch.threshold;
  const needed = of === 'values' || of === 'new-value' ? thinned(state.entries, lengthOf(watch)) : [...state.entries];
  const surplus = needed.splice(0, Math.max(0, needed.length - capacity));
  return { ...state, entries: needed, gapUntil: Math.max(state.gapUntil, surplus.at(-1)?.[1] ?? 0) };
}

/** After a clock of ours ran ahead and came back, what it had marked with the future counts as of now. */
function broughtBack(state: WindowState, now: number): WindowState {
  if (state.newest <= now + skewMs) return state;
  const entries = state.entries.map(([id, time, value]): Entry => [id, Math.min(time, now), value]);
  return { ...state, entries, newest: now, gapUntil: Math.min(state.gapUntil, now) };
}

/**
 * Takes an event, and says whether the threshold is met. An event that is known already changes nothing and is judged again:
 * what was lost between the state and its alert is found when the event is delivered anew. Once met, further events of the
 * window meet it, too; `correlate` tells what is new about them.
 */
export function slide(
  before: WindowState,
  watch: Watch,
  { id, time, value = '' }: Observation,
  now: number,
): { readonly state: WindowState; readonly fired: boolean } {
  const state = broughtBack(before, now);
  const name = id.slice(0, longest);
  const known = state.entries.find(([other]) => other === name);
  if (known) return { state, fired: fires(state, watch, known) };
  const notAhead = time > now + skewMs ? now : time;
  const entry: Entry = [name, Math.max(notAhead, state.newest - latenessMs), value.slice(0, longest)];
  // Judged before it is made smaller: the entry itself may be one that later windows can do without.
  const next = added(state, watch, entry);
  return { state: bounded(next, watch), fired: fires(next, watch, entry) };
}

/** How long a state has to be kept after its newest event: a row may expire then. Milliseconds. */
export function keptFor(watch: Watch): number {
  const periods = watch.threshold.of === 'above-habit' ? watch.threshold.periods : 0;
  return lengthOf(watch) * (1 + periods) + latenessMs;
}
