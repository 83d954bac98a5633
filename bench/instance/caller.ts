import { apiEvent } from './event.ts';
import { expectStatus, type Invoke, openFunction } from './functions.ts';
import type { BenchInstance } from './start.ts';

export type Call = (method: string, path: string, body?: unknown) => Promise<Readonly<Record<string, unknown>>>;

/** Calls the API as somebody, by functions in this process. @throws Error with the answer unless it is a success */
export function openCaller(instance: BenchInstance, token: string): Call {
  const functions = new Map<string, Promise<Invoke>>();
  return async (method, path, body) => {
    const { area, event } = apiEvent({ method, path, token, body });
    const opened = functions.get(area) ?? openFunction(instance, area);
    functions.set(area, opened);
    const answer = await expectStatus((await opened)(event), method === 'POST' ? 201 : 200);
    return JSON.parse(answer.body) as Readonly<Record<string, unknown>>;
  };
}
