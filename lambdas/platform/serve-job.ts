import {
  createRetryStrategy,
  type DurableContext,
  JitterStrategy,
  withDurableExecution,
} from '@aws/durable-execution-sdk-js';
import type * as z from 'zod/mini';
import type { Area } from '#/domain/api/area.ts';
import { type JobEvent, jobEvent } from '#/domain/jobs.ts';
import { once } from '#/domain/once.ts';
import { openServices, type Parts, type Services } from './services.ts';
import { faultLog } from './telemetry.ts';

/** What a job tells at its end: ids and counts, for it stands in the history of the execution. */
export type JobReport = Readonly<Record<string, number | string | boolean>>;
/** Runs from the top after every interruption; what a step has answered before, it answers again without running. */
type Job<E> = (event: E, context: DurableContext, services: Services) => Promise<JobReport>;

const stepFault = once(() => faultLog({ name: 'steps' }));

/** What is unavailable now is there in a minute; a job gives up after a day of trying, and its alarm has rung long before. */
const patience = {
  retryStrategy: createRetryStrategy({
    maxAttempts: 300,
    initialDelay: { seconds: 1 },
    maxDelay: { minutes: 5 },
    backoffRate: 2,
    jitter: JitterStrategy.FULL,
  }),
} as const;

/**
 * One step of a job: its answer is kept, so that it runs to its end once, and what it does must bear being repeated after a
 * crash. It answers ids and counts, never content.
 */
export const step = <T>(context: DurableContext, name: string, run: () => Promise<T>): Promise<T> =>
  context.step(
    name,
    () =>
      run().catch((error: unknown) => {
        // It will be tried again for a day: who looks why has to find it.
        stepFault()(error);
        throw error;
      }),
    patience,
  );

/** The durable function of an area, started by an event of the outbox. */
export const serveJob = (area: Area, run: Job<JobEvent>, parts: Parts = {}) => serveDurable(area, jobEvent, run, parts);

/** A durable function with an event of its own. Its services are opened once per process, the first time it runs. */
export function serveDurable<E>(area: Area, schema: () => z.ZodMiniType<E>, run: Job<E>, parts: Parts = {}) {
  const fault = faultLog(area);
  let opened: Services | undefined;
  return withDurableExecution(async (event: unknown, context: DurableContext): Promise<JobReport> => {
    opened ??= openServices(area, parts);
    try {
      return await run(schema().parse(event), context, opened);
    } catch (error) {
      fault(error);
      throw error;
    }
  });
}
