type Close = () => unknown;

/** What a start has opened so far, so that a start that fails half-way leaves nothing open. */
export type Closers = {
  add(close: Close): void;
  /** Closes everything, the last opened first; the first failure is thrown when all were tried. May be called again. */
  closeAll(): Promise<void>;
};

function createClosers(): Closers {
  const open: Close[] = [];
  return {
    add: (close) => void open.push(close),
    async closeAll() {
      const failures: unknown[] = [];
      for (let close = open.pop(); close !== undefined; close = open.pop()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** Runs a start; when it throws, all it had opened is closed first. */
export async function openingAll<T>(start: (closers: Closers) => Promise<T>): Promise<T> {
  const closers = createClosers();
  try {
    return await start(closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}
