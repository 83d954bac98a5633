import * as z from 'zod';
import type { RestAnswer, RestRequest, RestService } from './rest-service.ts';
import { AwsError } from './service.ts';

/** What a REST action gets: the request, and the labels of its path, decoded. */
export type RestCall = RestRequest & { readonly labels: Readonly<Record<string, string>> };

export type RestRoute = {
  /** AWS's name of the action. */
  readonly action: string;
  readonly method: string;
  /** As AWS's model has it: `/schedules/{Name}`. */
  readonly path: string;
  run(call: RestCall): RestAnswer | Promise<RestAnswer>;
};

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('ValidationException', 'The path is not percent-encoded UTF-8.');
  }
}

/** The labels of a path that fits a route's, undefined for one that does not. */
function labelsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const found = path.split('/');
  const fits = wanted.length === found.length && wanted.every((part, at) => part.startsWith('{') || part === found[at]);
  if (!fits) return undefined;
  const labels = wanted.flatMap((part, at) =>
    part.startsWith('{') ? [[part.slice(1, -1), decoded(found[at] ?? '')]] : [],
  );
  return Object.fromEntries(labels) as Record<string, string>;
}

/** A service whose actions are these routes. Any other call is answered with what it does support. */
export function restService(signingName: string, routes: readonly RestRoute[]): RestService {
  const unknown = ({ method, path }: RestRequest): AwsError => {
    const actions = routes.map(({ action }) => action).sort();
    return new AwsError(
      'UnknownOperationException',
      `The local ${signingName} does not support ${method} ${path.split('/', 3).join('/')}. It supports ${actions.join(', ')}.`,
      404,
    );
  };
  const handle = async (request: RestRequest): Promise<RestAnswer> => {
    for (const route of routes) {
      const labels = route.method === request.method ? labelsOf(route.path, request.path) : undefined;
      if (labels !== undefined) return route.run({ ...request, labels });
    }
    throw unknown(request);
  };
  return { signingName, handle };
}

export const jsonAnswer = (value: object, status = 200): RestAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** Times in AWS's JSON are seconds. */
export const epochSeconds = (epochMs: number): number => epochMs / 1000;

/**
 * Reads what a caller sent. Members that `schema` does not know are refused, not ignored, when it is strict.
 * @throws AwsError with `code`, naming members, never what was in them
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown, code: string): z.output<Schema> {
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  const details = checked.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new AwsError(code, details.join('; '));
}

/** The members of a query, each at most once; those of numbers and truth values as such. */
export const queryNumber = z.coerce.number().int().min(0).optional();
export const queryFlag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();
