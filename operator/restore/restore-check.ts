import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { isSuspended } from '#/vault/instance-epoch.ts';
import type { Vault } from '#/vault/vault.ts';
import { repeat, undoneIn } from './check.ts';
import { readLedger } from './read-ledger.ts';

/** What an operator asks of a restore: from which day on, and whether it is only to be looked at. */
export type RestoreOptions = {
  /** Epoch ms: at latest the day of the copy. */
  readonly since: number;
  readonly apply: boolean;
};
export type Restore = {
  /** The tables say nothing that the ledger contradicts. */
  readonly mayServe: boolean;
  /** For people: what was found, by ids. */
  readonly says: string;
};

/** How long to wait for the job that ends engagements, whose rows no operator can write. */
const looks = 60;
const lookAgainMs = 1_000;

async function settle(vault: Vault, entries: Parameters<typeof undoneIn>[1]): Promise<string[]> {
  for (let look = 1; ; look++) {
    const left = await undoneIn(vault, entries);
    if (left.length === 0 || look === looks) return left;
    await sleep(lookAgainMs);
  }
}

const list = (found: readonly string[]): string => found.map((one) => `- ${one}`).join('\n');

/**
 * Compares tables that were restored from an older copy with the ledger of what was taken away since, and repeats it: keys,
 * consents, accounts, records, relations, holds. May be repeated, and goes on where it was interrupted.
 */
export async function restoreCheck(
  { vault, s3, ledger }: { vault: Vault; s3: S3Client; ledger: string },
  { since, apply }: RestoreOptions,
): Promise<Restore> {
  if (apply && !(await isSuspended(vault))) {
    return {
      mayServe: false,
      says: 'The instance serves people. Suspend it first, then run this again: nothing was changed.',
    };
  }
  const entries = await readLedger(s3, ledger, since);
  const head = `The ledger has ${entries.length} entries since ${new Date(since).toISOString().slice(0, 10)}.`;
  const found = await undoneIn(vault, entries);
  if (found.length === 0) return { mayServe: true, says: `${head} The tables agree with all of them: they may serve.` };
  const told = `${head} The tables would undo:\n${list(found)}`;
  if (!apply) return { mayServe: false, says: `${told}\nSuspend the instance and run it with --apply.` };
  await repeat(vault, entries);
  const left = await settle(vault, entries);
  return left.length === 0
    ? { mayServe: true, says: `${told}\nAll of it was repeated and read back: the tables may serve.` }
    : { mayServe: false, says: `${told}\nThis is left; run it again, and do not serve before:\n${list(left)}` };
}
