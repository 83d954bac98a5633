import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';

/** An action whose input is checked first. @throws InvalidParameterException naming the field, never its value */
export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (cognito: Cognito, input: z.output<Schema>) => ReturnType<Action>,
): Action {
  return (cognito, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw invalidParameter(parsed.error.issues);
    return run(cognito, parsed.data);
  };
}

/** AWS's answer to a field that is missing or malformed. */
export function invalidField(field: string, constraint: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${constraint}`,
  );
}

function invalidParameter(issues: readonly z.core.$ZodIssue[]): AwsError {
  const [first] = issues;
  return invalidField(fieldName(first?.path ?? []), first?.message ?? 'Member must be well formed');
}

// AWS names members in lower camel case; keys inside maps (USERNAME) stay as they are.
function fieldName(path: readonly PropertyKey[]): string {
  const [head = 'input', ...rest] = path.map(String);
  return [head.charAt(0).toLowerCase() + head.slice(1), ...rest].join('.');
}

const text = (min: number, max: number, pattern: RegExp): z.ZodString =>
  z
    .string('Member must be a string')
    .min(min, `Member must have length greater than or equal to ${min}`)
    .max(max, `Member must have length less than or equal to ${max}`)
    .regex(pattern, 'Member must satisfy its pattern');

/** The members that occur in many inputs, with AWS's lengths and patterns. */
export const field = {
  userPoolId: text(1, 55, /^[\w-]+_[0-9a-zA-Z]+$/),
  clientId: text(1, 128, /^[\w+]+$/),
  username: text(1, 128, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u),
  password: text(1, 256, /^[\S ]+$/),
  session: text(20, 2048, /^[\w=-]+$/),
  token: text(1, 16_384, /^[A-Za-z0-9-_=.]+$/),
  code: text(1, 2048, /^\S+$/),
  totp: text(6, 6, /^[0-9]+$/),
  groupName: text(1, 128, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u),
  limit: z.int().min(0).max(60).optional(),
  pageToken: text(1, 131_072, /^\S+$/).optional(),
  attributes: z
    .array(z.object({ Name: text(1, 32, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u), Value: z.string().max(2048).default('') }))
    .max(50),
} as const;
