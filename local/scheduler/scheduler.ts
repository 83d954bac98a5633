import { randomUUID } from 'node:crypto';
import { localAccount } from '#/local/aws/account.ts';
import { restService } from '#/local/aws/rest-routes.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import { nextTime, parseExpression } from './expression.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { openScheduleStore, type Rule, type ScheduleStore } from './schedule-store.ts';

/** A function that is to run again and again, by its name. `expression` is a rate, such as `rate(1 day)`. */
export type Period = { readonly functionName: string; readonly expression: string };

export type SchedulerOptions = {
  readonly region: string;
  /** The SQLite file; created when missing, in a folder that is there. */
  readonly file: string;
  /** 32 bytes; what schedules hand to their targets lies in the file only under keys derived from this one. */
  readonly sealingKey: Buffer;
  /** Epoch milliseconds; may jump ahead. */
  readonly now: () => number;
  /** Fired from the first start on, each for the first time when its period has passed once: EventBridge rules. */
  readonly periods: readonly Period[];
  /** Invokes a function asynchronously, by name or ARN. `payload` is JSON. @throws AwsError when there is none */
  readonly send: (reference: string, payload: string) => void;
  /** @throws AwsError when a schedule cannot have this target */
  readonly checkTarget: (arn: string) => void;
  /** Schedule groups, beside which there is `default`. */
  readonly groups?: readonly string[];
  /** Receives a line per target that could not be invoked: the schedule's name, never its input. */
  readonly log: (line: string) => void;
};

export type LocalScheduler = {
  readonly service: RestService;
  /** Fires what is due by the clock. To be called often. */
  tick(): void;
  close(): void;
};

/** What EventBridge hands to the target of a rule. */
const scheduledEvent = ({ region }: SchedulerOptions, { name, nextAt }: Rule): object => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: localAccount,
  time: `${new Date(nextAt).toISOString().slice(0, 19)}Z`,
  region,
  resources: [`arn:aws:events:${region}:${localAccount}:rule/${name}`],
  detail: {},
});

/** A period that is new begins now; one that was changed keeps its next time if that is nearer; one that is gone ends. */
function ensureRules(store: ScheduleStore, { periods, now }: SchedulerOptions): void {
  const wanted = new Set(periods.map(({ functionName }) => functionName));
  for (const { name } of store.rules()) if (!wanted.has(name)) store.removeRule(name);
  for (const { functionName: name, expression } of periods) {
    const found = store.rule(name);
    if (found?.expression === expression) continue;
    const first = nextTime(parseExpression(expression), now(), now()) ?? now();
    store.putRule({ name, expression, nextAt: Math.min(first, found?.nextAt ?? first) });
  }
}

function fire({ send, log }: SchedulerOptions, name: string, reference: string, payload: string): void {
  try {
    send(reference, payload);
  } catch (error) {
    log(`scheduler: ${name} could not invoke its target: ${error instanceof Error ? error.name : typeof error}`);
  }
}

function fireSchedules(options: SchedulerOptions, store: ScheduleStore, now: number): void {
  for (const { schedule, at } of store.due(now)) {
    const { Target, Name, ScheduleExpression, ActionAfterCompletion } = schedule;
    fire(options, Name, Target.Arn, Target.Input ?? '{}');
    const next = nextTime(parseExpression(ScheduleExpression), at, now);
    if (next === undefined && ActionAfterCompletion === 'DELETE') store.remove(schedule);
    else store.move(schedule, next);
  }
}

function fireRules(options: SchedulerOptions, store: ScheduleStore, now: number): void {
  for (const rule of store.rules().filter(({ nextAt }) => nextAt <= now)) {
    fire(options, rule.name, rule.name, JSON.stringify(scheduledEvent(options, rule)));
    const nextAt = nextTime(parseExpression(rule.expression), rule.nextAt, now);
    if (nextAt !== undefined) store.putRule({ ...rule, nextAt });
  }
}

/**
 * EventBridge Scheduler in this process, and the periods that contracts ask for. Whatever is due fires at least once, also
 * after a kill; what was missed while nothing ran is made up for once.
 */
export function openScheduler(options: SchedulerOptions): LocalScheduler {
  const { region, file, sealingKey, now, groups = [], checkTarget } = options;
  const store = openScheduleStore(file, sealingKey);
  ensureRules(store, options);
  const routes = scheduleRoutes({ region, now, store, groups: ['default', ...groups], checkTarget });
  return {
    service: restService('scheduler', routes),
    tick() {
      if (!store.isDue(now())) return;
      fireSchedules(options, store, now());
      fireRules(options, store, now());
    },
    close: store.close,
  };
}
