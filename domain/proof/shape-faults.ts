import type * as z from 'zod/mini';

const longestName = 64;
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Words where a schema brings none of its own. */
const words = (issue: z.core.$ZodRawIssue): string => {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? 'of another type'}`;
  return issue.code === 'invalid_value' ? `must be ${issue.values.join(' or ')}` : 'must have another form';
};

/** What is wrong with the shape of a document, one sentence each. `at` names the part of it that `value` is. */
export function shapeFaults(schema: z.ZodMiniType, value: unknown, at?: string): string[] {
  const { issues = [] } = schema.safeParse(value, { error: words }).error ?? {};
  return issues.flatMap((issue) => {
    const path = [...(at === undefined ? [] : [at]), ...issue.path].join('.');
    const where = path === '' ? 'The file' : path;
    if (issue.code !== 'unrecognized_keys') return [`${where} ${issue.message}.`];
    return issue.keys.map(
      (name) => `${where} has a member that does not belong there: ${JSON.stringify(name.slice(0, longestName))}.`,
    );
  });
}
