import { fileURLToPath } from 'node:url';
import { instances } from '#/lib/instances.ts';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { type LocalRun, startLocalRun } from '#/local/run/local-run.ts';
import { parseStartOptions } from '#/local/run/start-options.ts';

/** The data's place: `.local` of this project, or the folder that COACHVAULT_DATA names. */
const root = process.env.COACHVAULT_DATA || fileURLToPath(new URL('../../.local', import.meta.url));

function say(error: unknown): void {
  console.error(error instanceof LocalRunError ? error.message : error);
  process.exitCode = 1;
}

try {
  const options = parseStartOptions(process.argv.slice(2), Object.keys(instances));
  const stopping = asked();
  const starting = startLocalRun(root, options, console.log);
  starting.catch(() => undefined);
  const run = await Promise.race([starting, stopping]);
  if (run !== undefined) console.log(`ready in ${process.uptime().toFixed(1)} s`);
  const reason = run === undefined ? undefined : await Promise.race([run.broken, stopping]);
  if (reason !== undefined) say(new LocalRunError(reason));
  else console.log('\nstopping');
  await stop(starting);
} catch (error) {
  say(error);
}
process.exit();

/** Resolves when somebody asks the run to stop. */
function asked(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined));
  });
}

/** A start that is still under way is awaited, so that it can be stopped as a whole. */
async function stop(starting: Promise<LocalRun>): Promise<void> {
  const run = await starting.catch(() => undefined);
  await run?.stop();
}
