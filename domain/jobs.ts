import * as z from 'zod/mini';
import { purposeNames } from '#/domain/data-map/purposes.ts';
import { once } from '#/domain/once.ts';

const anyId = () => z.string().check(z.regex(/^[a-z]{2}\.[a-z]+_[0-9A-Z]{26}$/));

/** What starts a job: an event of the outbox. Ids only, for it stands in the history of the execution. */
export const jobEvent = once(() =>
  z.strictObject({
    eventId: anyId(),
    /** Such as `consent.withdrawn`. */
    type: z.string().check(z.regex(/^[a-z_]+\.[a-z_]+$/)),
    actorId: z.string(),
    subjectId: anyId(),
    resourceId: anyId(),
    engagementId: z.optional(anyId()),
    purpose: z.optional(z.enum(purposeNames)),
    /** Epoch milliseconds. */
    at: z.int(),
  }),
);
export type JobEvent = z.output<ReturnType<typeof jobEvent>>;

/**
 * The name of an execution: one cause starts each job once, however often it is delivered. Names are unique in an account,
 * so it carries the job, and the instance with the id.
 */
export const executionName = (area: string, causeId: string): string =>
  `${area}-${causeId}`.replaceAll(/[^A-Za-z0-9-]/g, '-');
