const RealDate = globalThis.Date;

export type MovingClock = {
  /** Epoch milliseconds. */
  now(): number;
  advance(ms: number): void;
  /** Gives the process its own clock back. */
  stop(): void;
};

/**
 * A clock for everything in this process, functions and local AWS alike: it runs on as time does, from `start` when given,
 * and can be moved ahead. It stands in for `Date`, which is where all of them read the time.
 */
export function startMovingClock(start?: number): MovingClock {
  let offset = start === undefined ? 0 : start - RealDate.now();
  const now = (): number => RealDate.now() + offset;
  class MovedDate extends RealDate {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [now()] : parts) as [number]));
    }
    static override now(): number {
      return now();
    }
  }
  globalThis.Date = MovedDate as DateConstructor;
  return {
    now,
    advance(ms) {
      offset += ms;
    },
    stop() {
      globalThis.Date = RealDate;
    },
  };
}
