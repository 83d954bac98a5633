import type { DynamoDBRecord } from 'aws-lambda';
import type { Area } from '#/domain/api/area.ts';
import { outboxEvent } from '#/domain/data-map/entities/safeguards.ts';
import type { Instance } from '#/lib/instances.ts';
import { functionName, logGroupName, tableName } from '#/lib/names.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import type { DeadLetter } from '#/local/lambda/invocation-store.ts';
import { type LocalLambda, openLambda } from '#/local/lambda/lambda.ts';
import type { LocalFunction } from '#/local/lambda/local-function.ts';
import { type LocalScheduler, openScheduler } from '#/local/scheduler/scheduler.ts';
import { type StreamDelivery, startStreamDelivery } from '#/local/streams/stream-delivery.ts';
import type { DataFolder } from './data-folder.ts';
import type { Functions } from './functions.ts';

/** How soon what is due by the clock happens, a moved clock included. */
const TICK_MS = 50;

export type JobsOptions = {
  readonly instance: Instance;
  readonly areas: readonly Area[];
  readonly folder: DataFolder;
  readonly functions: Functions;
  readonly now: () => number;
  readonly log: (line: string) => void;
};

/** The functions that nobody calls through the API: durable ones, followers of the outbox, those of the clock. */
export type Jobs = {
  /** Lambda and EventBridge Scheduler. */
  readonly services: readonly RestService[];
  /** What was written to the database: the outbox's followers look at once when it may be theirs. */
  wrote(body: Buffer): void;
  /** Begins to run them, and goes on with what was under way. `lambdaUrl` is where handlers find Lambda. */
  begin(lambdaUrl: string): Promise<void>;
  /** Resolves when all that is in the outbox was taken, nothing runs, and nothing is due by the clock. */
  settled(): Promise<void>;
  /** The asynchronous invocations that failed for good, the oldest first. */
  deadLetters(): DeadLetter[];
  /** Begins nothing more, and waits a moment for what runs. What is not done by then goes on at the next start. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

const [outboxPrefix = ''] = outboxEvent.key.sk.split('{');

/** As the filter of the deployed mapping: new rows of the outbox, and no others of its table. */
const isOutboxRow = ({ eventName, dynamodb }: DynamoDBRecord): boolean =>
  eventName === 'INSERT' && dynamodb?.Keys?.sk?.S?.startsWith(outboxPrefix) === true;

const localFunction = ({ instance, functions }: JobsOptions, { name, trigger }: Area): LocalFunction => ({
  name: functionName(instance.id, name),
  logGroupName: logGroupName(instance.id, name),
  isDurable: trigger === 'durable',
  load: () => functions.handler(name),
});

function openClock({ instance, areas, folder, now, log }: JobsOptions, lambda: LocalLambda): LocalScheduler {
  const periods = areas.flatMap(({ name, trigger }) =>
    typeof trigger === 'object'
      ? [{ functionName: functionName(instance.id, name), expression: trigger.schedule }]
      : [],
  );
  return openScheduler({
    region: instance.region,
    file: folder.at('scheduler.sqlite'),
    sealingKey: folder.deriveKey('scheduler'),
    now,
    periods,
    send: lambda.send,
    checkTarget: lambda.check,
    log,
  });
}

/** Hands the outbox to one of its followers, which has a position of its own. */
const followOutbox = ({ instance, folder, log }: JobsOptions, { name }: Area, lambda: LocalLambda) =>
  startStreamDelivery({
    region: instance.region,
    table: tableName(instance.id, outboxEvent.store),
    file: folder.at(`stream-${name}.sqlite`),
    accepts: isOutboxRow,
    deliver: (event) => lambda.call(functionName(instance.id, name), event),
    log,
  });

/** Opens what runs an instance's jobs; nothing runs before `begin`. */
export function openJobs(options: JobsOptions): Jobs {
  const { instance, areas, folder, now, log } = options;
  let url = '';
  const lambda = openLambda({
    region: instance.region,
    file: folder.at('lambda.sqlite'),
    sealingKey: folder.deriveKey('lambda'),
    now,
    functions: areas.map((area) => localFunction(options, area)),
    endpointUrl: () => url,
    log,
  });
  const scheduler = openClock(options, lambda);
  const streams: StreamDelivery[] = [];
  let timer: NodeJS.Timeout | undefined;
  const tick = (): void => {
    scheduler.tick();
    lambda.tick();
  };
  return {
    services: [lambda.service, scheduler.service],
    wrote(body) {
      if (body.includes(outboxPrefix)) for (const stream of streams) stream.wake();
    },
    async begin(lambdaUrl) {
      url = lambdaUrl;
      for (const area of areas.filter(({ trigger }) => trigger === 'outbox')) {
        streams.push(await followOutbox(options, area, lambda));
      }
      timer = setInterval(tick, TICK_MS).unref();
    },
    async settled() {
      let hasMoved = true;
      while (hasMoved) {
        scheduler.tick();
        // The streams first: a round that was under way may just have started what the functions are then waited for.
        const delivered = await Promise.all(streams.map((stream) => stream.settled()));
        const hadWork = await lambda.settled();
        hasMoved = hadWork || delivered.includes(true);
      }
    },
    deadLetters: lambda.deadLetters,
    async drain() {
      clearInterval(timer);
      await Promise.all(streams.map((stream) => stream.close()));
      await lambda.drain();
    },
    async close() {
      await lambda.close();
      scheduler.close();
    },
  };
}
