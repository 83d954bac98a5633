// The process of one instance: `local-run.ts` forks it. It ends with its parent, however that ends.
import { instances } from '#/lib/instances.ts';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { prepareDemo } from '#/local/demo/demo.ts';
import type { ChildTask, FromChild, ToChild } from './child-protocol.ts';
import { captureFunctionOutput } from './function-output.ts';
import { type RunningInstance, startInstance } from './instance.ts';
import { entryOf } from './instance-entry.ts';

const FORCED_END_MS = 8_000;

const tell = (message: FromChild): void => void (process.connected && process.send?.(message));
const state: { running?: RunningInstance; isEnding: boolean } = { isEnding: false };

process.umask(0o077);
// A Ctrl-C in the terminal reaches the whole group; the parent decides when and in which order to stop.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => end(0));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('message', (message: ToChild) => {
  if (message.type === 'stop') end(0);
  else run(message.task).catch(fail);
});

async function run({ instanceId, demo, ...task }: ChildTask): Promise<void> {
  const instance = instances[instanceId as keyof typeof instances];
  captureFunctionOutput();
  state.running = await startInstance({
    ...task,
    instance,
    now: Date.now,
    log: (text) => tell({ type: 'progress', text }),
    foreignAwsUrl: process.env.AWS_ENDPOINT_URL || undefined,
    dynamoDbUrl: process.env.AWS_ENDPOINT_URL_DYNAMODB || undefined,
    searchPath: process.env.PATH,
    onDatabaseEnd: () => fail(new LocalRunError('The database ended by itself: start again.')),
  });
  const people = demo ? await prepareDemo(state.running, (text) => tell({ type: 'progress', text })) : [];
  tell({ type: 'ready', entry: entryOf(state.running, people) });
}

function fail(error: unknown): void {
  const isDefect = !(error instanceof LocalRunError) && error instanceof Error;
  tell({
    type: 'failed',
    message: isDefect ? (error.stack ?? error.message) : String((error as Error).message ?? error),
  });
  end(1);
}

/** Ends at once after the answers under way; a second call changes nothing. */
function end(code: number): void {
  if (state.isEnding) return;
  state.isEnding = true;
  setTimeout(() => process.exit(1), FORCED_END_MS).unref();
  Promise.resolve(state.running?.close())
    .catch(() => undefined)
    .then(() => process.exit(code));
}
