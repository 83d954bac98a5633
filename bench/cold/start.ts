import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('./runner.mjs', import.meta.url));

/** Milliseconds since just before the import of the bundle. */
export type ColdStart = { readonly imported: number; readonly answered: number };

/** Starts a bundle in a fresh process with its first request. @throws Error unless it answers `status` */
export async function coldStart(bundle: string, invocation: string, status: number): Promise<ColdStart> {
  const child = fork(runner, [bundle, invocation], { execArgv: [] });
  const ended = once(child, 'exit');
  const [message] = await Promise.race([once(child, 'message'), ended]);
  await ended;
  const { statusCode, ...start } = message as ColdStart & { readonly statusCode?: number };
  if (statusCode !== status) throw new Error(`A cold start answered ${statusCode ?? 'nothing'} instead of ${status}.`);
  return start;
}
