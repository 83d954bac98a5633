import type { Context, PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { functionName, logGroupName } from '#/lib/names.ts';
import type { ApiFunction } from '#/local/gateway/api-function.ts';
import { functionContext } from '#/local/gateway/function-context.ts';
import type { LambdaHandler } from '#/local/lambda/local-function.ts';
import type { LocalLogs } from '#/local/logs/logs.ts';
import { withOutput } from './function-output.ts';
import type { HandlerModule } from './handler-modules.ts';

export type TokenTrigger = (event: PreTokenGenerationV2TriggerEvent) => Promise<PreTokenGenerationV2TriggerEvent>;
/** Loads the module of an area's function; `loadHandlerModule`, or what a test puts in its place. */
export type LoadModule = (area: string) => Promise<HandlerModule>;

/** Cognito waits five seconds for a trigger. */
const TRIGGER_LIMIT_MS = 5_000;
const LOG_STREAM = 'local';

export type FunctionsOptions = {
  readonly instance: string;
  readonly region: string;
  readonly logs: LocalLogs;
  readonly now: () => number;
  readonly loadModule: LoadModule;
};

export type Functions = {
  /** An area's function of the API; what it prints goes to its log group. */
  load(area: string): Promise<ApiFunction>;
  /** An area's function that something else calls. */
  handler(area: string): Promise<LambdaHandler>;
  /** The function of `area` as the trigger of the user pools. */
  trigger(area: string): TokenTrigger;
};

/** The functions of an instance in this process, with their log groups. */
export function openFunctions({ instance, region, logs, now, loadModule }: FunctionsOptions): Functions {
  const sinkOf = (area: string) => (message: string) =>
    logs.write(logGroupName(instance, area), LOG_STREAM, [{ timestamp: now(), message }]);
  const handlerOf = async <T>(area: string): Promise<T> => {
    const { handler } = await withOutput(sinkOf(area), () => loadModule(area));
    if (typeof handler !== 'function') throw new TypeError(`lambdas/${area}/${area}.handler.ts exports no handler.`);
    return handler as T;
  };
  const printing = async <H extends (event: never, context: Context) => unknown>(area: string): Promise<H> => {
    const handler = await handlerOf<H>(area);
    return ((event, context) => withOutput(sinkOf(area), () => handler(event, context))) as H;
  };
  return {
    load: (area) => printing<ApiFunction>(area),
    handler: (area) => printing<LambdaHandler>(area),
    trigger: (area) => async (event) => {
      const handler = await handlerOf<(...arguments_: [typeof event, Context]) => ReturnType<TokenTrigger>>(area);
      const names = { functionName: functionName(instance, area), logGroupName: logGroupName(instance, area), region };
      return withOutput(sinkOf(area), () => handler(event, functionContext(names, TRIGGER_LIMIT_MS)));
    },
  };
}
