import { type Alarm, alarms, type LegalClock, openClocks } from './clock.ts';

const hour = 3_600_000;
const before: Readonly<Record<Alarm, number>> = { '24h': 24 * hour, '12h': 12 * hour, '4h': 4 * hour, missed: 0 };

/** Who hears of an alarm, by role of the staff. */
const toldOf = {
  '24h': ['privacy'],
  '12h': ['privacy', 'security'],
  '4h': ['privacy', 'security', 'platform_admin'],
  missed: ['privacy', 'security', 'platform_admin'],
} as const satisfies Record<Alarm, readonly string[]>;

export type RaisedAlarm = {
  readonly clockId: LegalClock['clockId'];
  readonly alarm: Alarm;
  /** When it was to be raised, epoch ms. */
  readonly at: number;
  readonly tell: readonly string[];
};

/** Every alarm of a clock, the earliest first: one schedule each. Those that lie before the awareness are left out. */
export const alarmsOf = ({ clockId, awareAt, dueAt }: LegalClock): RaisedAlarm[] =>
  alarms
    .map((alarm) => ({ clockId, alarm, at: dueAt - before[alarm], tell: toldOf[alarm] }))
    .filter(({ alarm, at }) => alarm === 'missed' || at > awareAt);

/**
 * Whom to warn now: of each open clock the newest alarm whose time has come and that was not raised. One that was missed
 * while we could not look is raised late and never left out.
 */
export const alarmsNow = (clocks: readonly LegalClock[], now: number): RaisedAlarm[] =>
  openClocks(clocks).flatMap((clock) => {
    const newest = alarmsOf(clock).findLast(({ at }) => at <= now);
    return newest && !clock.warned.includes(newest.alarm) ? [newest] : [];
  });

/** The clock after an alarm was raised. Older ones are not raised after it. */
export const withAlarm = (clock: LegalClock, alarm: Alarm): LegalClock => ({
  ...clock,
  warned: alarms.slice(0, alarms.indexOf(alarm) + 1).filter((one) => clock.warned.includes(one) || one === alarm),
});

/** Clocks whose time is over and nobody was told, the longest overdue first. */
export const overdueClocks = (clocks: readonly LegalClock[], now: number): LegalClock[] =>
  openClocks(clocks)
    .filter(({ dueAt }) => dueAt <= now)
    .toSorted((a, b) => a.dueAt - b.dueAt);
