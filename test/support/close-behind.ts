import { afterAll, onTestFinished } from 'vitest';

type Close = () => void | Promise<void>;

/** Kept outside of modules: an instance starts with fresh ones, this one included. */
const kept = globalThis as typeof globalThis & { openedByTests?: Close[] };

/** Closes behind the test file, the last that was opened first: files of one process leave each other nothing. */
export function closeBehind(close: Close): void {
  kept.openedByTests ??= [];
  kept.openedByTests.push(close);
}

/** Closes with the test; what beforeAll opened is closed behind its file. */
export function closeAfterUse(close: Close): void {
  try {
    onTestFinished(close);
  } catch {
    closeBehind(close);
  }
}

afterAll(async () => {
  const opened = kept.openedByTests ?? [];
  kept.openedByTests = [];
  for (const close of opened.reverse()) await close();
});
