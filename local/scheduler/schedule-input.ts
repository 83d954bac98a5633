import * as z from 'zod';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What the local scheduler takes of a schedule. Whatever else AWS knows is refused, not ignored. */
export const scheduleInput = z.strictObject({
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.literal('UTC', 'must be UTC').default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF', 'must be OFF') }),
  Description: z.string().max(512).optional(),
  KmsKeyArn: z.string().optional(),
  Target: z.strictObject({
    Arn: z.string().min(1),
    RoleArn: z.string().min(1),
    Input: z.string().refine(isJson, 'must be JSON, as the target is a function').optional(),
    // A target here never fails to take an invocation: Lambda's own queue retries from there.
    RetryPolicy: z.unknown().optional(),
    DeadLetterConfig: z.unknown().optional(),
  }),
  ClientToken: z.string().optional(),
});
export type ScheduleInput = z.output<typeof scheduleInput>;

export const scheduleName = z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, - _ and .');
export const groupQuery = z.object({ groupName: z.string().default('default') });
export const listQuery = z.object({
  ScheduleGroup: z.string().optional(),
  NamePrefix: z.string().default(''),
  State: z.enum(['ENABLED', 'DISABLED']).optional(),
  NextToken: z.string().optional(),
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
});
