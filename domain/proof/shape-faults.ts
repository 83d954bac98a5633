import type * as z from 'zod/mini';

const longestName = 64;

/** What is wrong with the shape of a document, one sentence each. `at` names the part that the schema is of. */
export const shapeFaults = ({ issues }: z.core.$ZodError, at?: string): string[] =>
  issues.flatMap((issue) => {
    const path = [...(at === undefined ? [] : [at]), ...issue.path].join('.');
    const where = path === '' ? 'The file' : path;
    if (issue.code !== 'unrecognized_keys') return [`${where} ${issue.message}.`];
    return issue.keys.map(
      (name) => `${where} has a member that does not belong there: ${JSON.stringify(name.slice(0, longestName))}.`,
    );
  });
