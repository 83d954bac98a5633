/** Soon after something was moved, more is likely. */
const EAGER_MS = 25;
/** As often as Lambda asks a DynamoDB stream. */
const IDLE_MS = 250;
/** Who is woken at every write finds nothing in between. */
const WOKEN_IDLE_MS = 2_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
const GRACE_MS = 1_500;

export type Rounds = {
  /** Resolves after a round that began later than this call and found nothing; answers whether an earlier one did. */
  settled(): Promise<boolean>;
  /** Something was written: the next round is worth its while. */
  wake(): void;
  /** Ends the rounds, and waits a moment for the one under way. */
  close(): Promise<void>;
};

type Waiting = { readonly resolve: (hasMoved: boolean) => void; readonly hasMoved: boolean };

/** A pause that can be cut short. */
function openPauses() {
  let end: () => void = () => undefined;
  return {
    take: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => end(),
  };
}

/**
 * Runs rounds for ever: at once when something was written, a moment after one that moved something, seldom after one that
 * found nothing, later and later after failures.
 */
export function openRounds(round: () => Promise<boolean>, onFailure: (error: unknown) => void): Rounds {
  const pauses = openPauses();
  let isClosing = false;
  let failures = 0;
  let isAwake = false;
  let idleMs = IDLE_MS;
  let waiting: Waiting[] = [];

  /** One round; answers how long to pause after it. */
  async function once(): Promise<number> {
    const asked = waiting;
    waiting = [];
    isAwake = false;
    try {
      const hasMoved = await round();
      failures = 0;
      if (hasMoved) waiting.push(...asked.map((each) => ({ ...each, hasMoved })));
      else for (const each of asked) each.resolve(each.hasMoved);
      if (isAwake || waiting.length > 0) return 0;
      return hasMoved ? EAGER_MS : idleMs;
    } catch (error) {
      waiting.push(...asked);
      failures += 1;
      onFailure(error);
      return Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    }
  }
  async function run(): Promise<void> {
    while (!isClosing) {
      const pause = await once();
      if (pause > 0 && !isClosing) await pauses.take(pause);
    }
  }

  const running = run();
  return {
    settled: () =>
      new Promise((resolve) => {
        if (isClosing) return resolve(false);
        waiting.push({ resolve, hasMoved: false });
        if (failures === 0) pauses.end();
      }),
    wake() {
      isAwake = true;
      idleMs = WOKEN_IDLE_MS;
      if (failures === 0) pauses.end();
    },
    async close() {
      if (isClosing) return;
      isClosing = true;
      pauses.end();
      const grace = openPauses();
      await Promise.race([running, grace.take(GRACE_MS)]);
      grace.end();
      for (const { resolve } of waiting) resolve(false);
    },
  };
}
