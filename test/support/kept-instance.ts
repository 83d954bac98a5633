/** What files of one process share, outside of modules: an instance starts with fresh ones, this one included. */
const kept = globalThis as typeof globalThis & { keptByTests?: Promise<{ close(): Promise<void> }> | undefined };

/** What the process keeps for its files, made by the first one that asks. Nobody else may keep anything in it. */
export function keptInstance<T extends { close(): Promise<void> }>(start: () => Promise<T>): Promise<T> {
  kept.keptByTests ??= start();
  return kept.keptByTests as Promise<T>;
}

/** One process, one instance: a file that starts its own ends what was kept. */
export async function endKeptInstance(): Promise<void> {
  const ending = kept.keptByTests;
  kept.keptByTests = undefined;
  await (await ending)?.close();
}
