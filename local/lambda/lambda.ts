import { restService } from '#/local/aws/rest-routes.ts';
import type { RestService } from '#/local/aws/rest-service.ts';
import { createSealing } from '#/local/sqlite/sealing.ts';
import { openStore } from '#/local/sqlite/store.ts';
import { openCalls } from './call-function.ts';
import { callbackRoutes } from './callback-routes.ts';
import { openEngine } from './engine.ts';
import { executionRoutes } from './execution-routes.ts';
import { handlerRoutes } from './handler-routes.ts';
import type { DeadLetter } from './invocation-store.ts';
import { invokeRoutes, sendEvent } from './invoke.ts';
import { functionTable, type LocalFunction, requireQualifier } from './local-function.ts';
import { LAMBDA_TABLES } from './tables.ts';

export type LambdaOptions = {
  readonly region: string;
  /** The SQLite file; created when missing, in a folder that is there. */
  readonly file: string;
  /** 32 bytes; what may be personal lies in the file only under keys derived from this one. */
  readonly sealingKey: Buffer;
  /** Epoch milliseconds; may jump ahead. */
  readonly now: () => number;
  readonly functions: readonly LocalFunction[];
  /** Where handlers find this service; asked when the first one runs. */
  readonly endpointUrl: () => string;
  /** Receives a line per failure of a function: its name and the error's class, never a message or an input. */
  readonly log: (line: string) => void;
};

export type LocalLambda = {
  readonly service: RestService;
  /** Calls an ordinary function and waits for its answer. Rejects with what it throws. */
  call(functionName: string, event: unknown): Promise<unknown>;
  /** Invokes as the type Event does, by name or ARN. `payload` is JSON. @throws AwsError */
  send(reference: string, payload: string): void;
  /** @throws AwsError when `send` could not invoke by this name or ARN */
  check(reference: string): void;
  /** The asynchronous invocations that were dropped after their last attempt, the oldest first; kept for 14 days. */
  deadLetters(): DeadLetter[];
  /** Does what is due by the clock. To be called often: a wait ends at the first call after its time. */
  tick(): void;
  /** Resolves when nothing runs and nothing is due; answers whether anything did or was. */
  settled(): Promise<boolean>;
  /** Begins nothing more, and waits a moment for what runs. Whatever is not done then goes on after the next start. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

/**
 * AWS Lambda in this process, ordinary functions and durable ones: what was begun goes on after a kill, every step at
 * least once. Only its own process may have the file open.
 */
export function openLambda({ region, file, sealingKey, now, functions, endpointUrl, log }: LambdaOptions): LocalLambda {
  const table = functionTable(region, functions);
  const call = openCalls(region);
  const store = openStore(file, LAMBDA_TABLES);
  const sealing = createSealing(sealingKey);
  const client = { region, url: endpointUrl };
  const engine = openEngine({ store, sealing, now, functions: table, call, client, log });
  const { durable, endings, tick, settled, drain, close } = engine;
  const routes = [
    ...invokeRoutes({ durable, endings, call, log }),
    ...handlerRoutes(durable),
    ...executionRoutes(durable),
    ...callbackRoutes(durable),
  ];
  return {
    service: restService('lambda', routes),
    call: (functionName, event) => call(table.find(functionName).called, event),
    send: (reference, payload) => void sendEvent(durable, table.find(reference), { input: payload }),
    check: (reference) => requireQualifier(table.find(reference)),
    deadLetters: durable.invocations.dead,
    tick,
    settled,
    drain,
    close,
  };
}
