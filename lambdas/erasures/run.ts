import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { JobEvent } from '#/domain/jobs.ts';
import { type JobReport, step } from '#/lambdas/platform/serve-job.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { Errand } from '#/vault/errand.ts';

/** One execution: where its steps are kept, and what it works with. */
export type Execution = { readonly context: DurableContext; readonly services: Services };
export type Run = (event: JobEvent, execution: Execution) => Promise<JobReport>;

export const kept = <T>({ context }: Execution, name: string, run: () => Promise<T>): Promise<T> =>
  step(context, name, run);

/** As whom it acts in the logs. */
export const errandOf = (name: string, personId: string): Errand => ({
  service: 'service:erasures',
  name,
  purposes: ['data_rights'],
  personId,
});
