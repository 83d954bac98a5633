export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
};

export type Work = () => Promise<unknown>;

export const inTurn =
  (times: number, work: Work): Work =>
  async () => {
    for (let count = 0; count < times; count++) await work();
  };
export const atOnce =
  (callers: number, work: Work): Work =>
  () =>
    Promise.all(Array.from({ length: callers }, work));

/** A contestant: does its work once and answers the milliseconds it took. */
export type Timed = () => Promise<number>;

/** Wraps work so that it answers its wall-clock milliseconds. */
export const timed =
  (work: Work): Timed =>
  async () => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

export type Times<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Runs the contestants in turn, `rounds` times over, so that whatever else the machine does hits all of them alike; the
 * one that begins changes from round to round. `warmups` rounds before that do not count.
 */
export async function interleave<Name extends string>(
  contestants: Readonly<Record<Name, Timed>>,
  { rounds, warmups = 0 }: { readonly rounds: number; readonly warmups?: number },
): Promise<Times<Name>> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmups; round < rounds; round++) {
    const first = Math.abs(round) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const took = await contestants[name]();
      if (round >= 0) times[name].push(took);
    }
  }
  return times;
}

/** Ratios round by round: a slow moment of the machine is in both numbers of its round. */
export const ratios = (ours: readonly number[], baseline: readonly number[]): number[] =>
  ours.map((took, round) => took / (baseline[round] ?? Number.NaN));

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
