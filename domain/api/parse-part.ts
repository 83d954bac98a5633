import type * as z from 'zod/mini';
import { type FieldError, Problem } from './problems.ts';

/** A body of nothing but mistakes is answered with the first of them. */
const errorsAtMost = 20;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
};

function mend(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? 'of another type'}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must ${issue.origin === 'string' ? 'have at most' : 'be at most'} ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'date'
        ? 'must be a date, such as 2026-11-21'
        : 'must have the form that /openapi.json shows';
    default:
      return 'must be as /openapi.json describes it';
  }
}

/** Words where a schema brings none of its own; zod's depend on what else a process has loaded. */
const words = (issue: z.core.$ZodRawIssue): string =>
  issue.input === undefined ? `is missing; it ${mend(issue)}` : mend(issue);

/** Nothing of the values that were sent, but for the names of unknown fields: cut, and quoted as JSON. */
function fieldErrors(part: string, { issues }: z.core.$ZodError): FieldError[] {
  const errors = issues.flatMap((issue) => {
    const field = [part, ...issue.path].join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field, problem: issue.message }];
    return issue.keys
      .slice(0, errorsAtMost)
      .map((key) => ({ field, problem: `has no field ${JSON.stringify(key.slice(0, 64))}; leave it out` }));
  });
  return errors.slice(0, errorsAtMost);
}

/**
 * A part of a request (`path`, `query`, `body`) as its schema reads it.
 * @throws Problem `invalid-request` that names each field and says what it has to be
 */
export function parsePart<T>(part: string, schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: words });
  if (!result.success) throw new Problem('invalid-request', { errors: fieldErrors(part, result.error) });
  return result.data;
}
