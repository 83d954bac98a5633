import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { GatewayRefusal } from '#/domain/api/openapi/refusals.ts';
import { functionName, logGroupName } from '#/lib/names.ts';
import type { ApiFunction } from './api-function.ts';
import { functionAnswer } from './function-answer.ts';
import { functionContext } from './function-context.ts';
import type { WireAnswer } from './refusal-answer.ts';

/** How long API Gateway waits for a function. */
const INTEGRATION_LIMIT_MS = 29_000;

export type InvokeOptions = {
  /** The instance whose functions they are, such as `eu`. */
  readonly instance: string;
  readonly region: string;
  /** Loads an area's function; asked once, at the area's first request. */
  readonly load: (area: string) => Promise<ApiFunction>;
  /** Milliseconds; API Gateway's 29 s when left out. */
  readonly limitMs?: number;
  /** Receives one line per failure of a function: its area and the error's class, never a message or an input. */
  readonly log?: (line: string) => void;
};

export type Invoke = (area: string, event: APIGatewayProxyEvent) => Promise<WireAnswer | GatewayRefusal>;

const TIMEOUT = Symbol('timeout');

async function within<T>(work: Promise<T>, limitMs: number): Promise<T | typeof TIMEOUT> {
  const { promise, resolve } = Promise.withResolvers<typeof TIMEOUT>();
  const timer = setTimeout(() => resolve(TIMEOUT), limitMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Calls functions as the Lambda proxy integration does: 29 s, and no detail of a failure for the caller. */
export function createInvoke({ instance, region, load, limitMs = INTEGRATION_LIMIT_MS, log }: InvokeOptions): Invoke {
  const loaded = new Map<string, Promise<ApiFunction>>();
  const functionOf = (area: string): Promise<ApiFunction> => {
    const known = loaded.get(area) ?? load(area);
    loaded.set(area, known);
    return known;
  };
  return async (area, event) => {
    const identity = { functionName: functionName(instance, area), logGroupName: logGroupName(instance, area), region };
    const call = async (): Promise<unknown> => (await functionOf(area))(event, functionContext(identity, limitMs));
    try {
      const result = await within(call(), limitMs);
      if (result === TIMEOUT) {
        log?.(`gateway: the function of ${area} did not answer within ${limitMs} ms`);
        return 'INTEGRATION_TIMEOUT';
      }
      const accept = Object.entries(event.headers).find(([name]) => name.toLowerCase() === 'accept')?.[1];
      return functionAnswer(result, event.requestContext.requestId, accept) ?? 'DEFAULT_5XX';
    } catch (error) {
      log?.(`gateway: the function of ${area} failed with ${error instanceof Error ? error.name : typeof error}`);
      return 'DEFAULT_5XX';
    }
  };
}
