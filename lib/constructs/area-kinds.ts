import { Duration } from 'aws-cdk-lib';
import type { Area, Trigger } from '#/domain/api/area.ts';

/** A function that can open or make data keys. */
const opensContent = ({ keys }: Area): boolean => keys.unwrap.length > 0 || Boolean(keys.create);

/** What can open content has no way out, where the network is isolated; except for what its contract sends outside. */
export const standsInside = (area: Area): boolean => opensContent(area) && !area.outside;

/** What calls a function. */
export type Caller = 'api' | Extract<Trigger, string> | 'schedule';
export function callerOf({ trigger }: Area): Caller {
  if (trigger === undefined) return 'api';
  return typeof trigger === 'string' ? trigger : 'schedule';
}

/** What works without anybody waiting for the answer: a failure has to go somewhere. */
const jobCallers = ['outbox', 'durable', 'findings', 'schedule'] as const satisfies readonly Caller[];
export type JobCaller = (typeof jobCallers)[number];
export const isJob = (caller: Caller): caller is JobCaller => (jobCallers as readonly Caller[]).includes(caller);

/** The key that a durable function's state lies under: that of a response is used for nothing else, and by nobody else. */
export const stateKeyOf = ({ responds }: Area): 'jobs' | 'response' => (responds ? 'response' : 'jobs');

/** How long one call may take. A durable execution goes on in the next call. */
export const timeouts = {
  api: Duration.seconds(10),
  // A user pool waits no longer.
  preTokenGeneration: Duration.seconds(5),
  outbox: Duration.seconds(60),
  durable: Duration.minutes(15),
  findings: Duration.seconds(60),
  schedule: Duration.minutes(15),
} as const satisfies Record<Caller, Duration>;
