import { functionContext } from '#/local/gateway/function-context.ts';
import type { LambdaHandler, LocalFunction } from './local-function.ts';
import type { ErrorObject } from './operation.ts';

/** Lambda's own limit for one run of a function. */
const LIMIT_MS = 15 * 60_000;

export type CallFunction = (called: LocalFunction, event: unknown) => Promise<unknown>;

function timeLimit(): { reached: Promise<never>; clear: () => void } {
  const { promise: reached, reject } = Promise.withResolvers<never>();
  const end = (): void => {
    const error = new Error(`Task timed out after ${LIMIT_MS / 1000} seconds`);
    error.name = 'Sandbox.Timedout';
    reject(error);
  };
  const timer = setTimeout(end, LIMIT_MS);
  reached.catch(() => undefined);
  return { reached, clear: () => clearTimeout(timer) };
}

/** Runs functions in this process as Lambda does: loaded once, 15 minutes, and only JSON comes back. */
export function openCalls(region: string): CallFunction {
  const loaded = new Map<string, Promise<LambdaHandler>>();
  const handlerOf = (called: LocalFunction): Promise<LambdaHandler> => {
    const handler = loaded.get(called.name) ?? called.load();
    loaded.set(called.name, handler);
    // A module that could not be loaded is tried again, as Lambda tries a new sandbox.
    handler.catch(() => loaded.delete(called.name));
    return handler;
  };
  return async (called, event) => {
    const limit = timeLimit();
    try {
      const handler = await handlerOf(called);
      const names = { functionName: called.name, logGroupName: called.logGroupName, region };
      const answer = await Promise.race([handler(event, functionContext(names, LIMIT_MS)), limit.reached]);
      return JSON.parse(JSON.stringify(answer) ?? 'null') as unknown;
    } finally {
      limit.clear();
    }
  };
}

export const errorTypeOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** A thrown error as durable executions keep one. */
export const errorObjectOf = (error: unknown): ErrorObject => ({
  ErrorType: errorTypeOf(error),
  ErrorMessage: error instanceof Error ? error.message : String(error),
});
