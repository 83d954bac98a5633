import { createRetryStrategy, type DurableContext, JitterStrategy } from '@aws/durable-execution-sdk-js';
import { once } from '#/domain/once.ts';
import { faultLog } from '#/lambdas/platform/telemetry.ts';

/** A step that cannot succeed: there is no such target, or no effect shows. It is not tried again. */
export class StepFailed extends Error {
  readonly reason: 'no-target' | 'unproven';
  constructor(reason: 'no-target' | 'unproven', action: string) {
    super(`The action ${action} failed: ${reason}.`);
    this.name = 'StepFailed';
    this.reason = reason;
  }
}

const fault = once(() => faultLog({ name: 'containment-steps' }));

/** Containment is a matter of seconds: what still fails after some twenty of them fails the step, and people are told. */
const retry = createRetryStrategy({
  maxAttempts: 12,
  initialDelay: { seconds: 1 },
  maxDelay: { seconds: 5 },
  backoffRate: 1.5,
  jitter: JitterStrategy.FULL,
});

/** One checkpoint: it runs to its end once; what it does must bear being repeated after a crash. */
export const kept = <T>(context: DurableContext, name: string, run: () => Promise<T>): Promise<T> =>
  context.step(
    name,
    () =>
      run().catch((error: unknown) => {
        fault()(error);
        throw error;
      }),
    {
      retryStrategy: (error, attempt) => (error.name === 'StepFailed' ? { shouldRetry: false } : retry(error, attempt)),
    },
  );
