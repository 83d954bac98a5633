import * as z from 'zod';
import { parseJsonObject } from '#/local/aws/request-body.ts';
import {
  epochSeconds,
  jsonAnswer,
  queryFlag,
  queryNumber,
  type RestCall,
  type RestRoute,
  readInput,
} from '#/local/aws/rest-routes.ts';
import { AwsError } from '#/local/aws/service.ts';
import type { Durable } from './durable.ts';
import { executionArn, executionIdOf } from './execution-arn.ts';
import { type Execution, endings } from './execution-store.ts';
import { withoutPayloads } from './history.ts';
import { endExecution } from './life.ts';
import { VERSION } from './local-function.ts';
import { errorObject } from './operation.ts';

const LONGEST_PAGE = 1_000;

const paging = { ReverseOrder: queryFlag, Marker: queryNumber, MaxItems: queryNumber };
const payloads = z.object({ IncludeExecutionData: queryFlag });
const historyInput = payloads.extend(paging);
const listInput = z.object({
  ...paging,
  DurableExecutionName: z.string().optional(),
  Statuses: z.array(z.enum(['RUNNING', ...endings])),
  StartedAfter: z.coerce.date().optional(),
  StartedBefore: z.coerce.date().optional(),
});

/** One page of a list that only grows at its end. */
function page<Item>(items: readonly Item[], { ReverseOrder, Marker = 0, MaxItems = 0 }: z.output<typeof historyInput>) {
  const ordered = ReverseOrder ? items.toReversed() : items;
  const end = Marker + (MaxItems === 0 ? LONGEST_PAGE : Math.min(MaxItems, LONGEST_PAGE));
  const next = end < ordered.length ? { NextMarker: String(end) } : {};
  return { shown: ordered.slice(Marker, end), next };
}

const query = <Schema extends z.ZodType>(schema: Schema, call: RestCall, more: object = {}): z.output<Schema> =>
  readInput(schema, { ...Object.fromEntries(call.query), ...more }, 'InvalidParameterValueException');

/** @throws AwsError when there is no such execution, or no more */
function executionOf({ executions }: Durable, { labels }: RestCall): Execution {
  const execution = executions.find(executionIdOf(labels.DurableExecutionArn ?? ''));
  if (execution !== undefined) return execution;
  throw new AwsError('ResourceNotFoundException', 'There is no durable execution with this ARN.', 404);
}

function summaryOf({ functions }: Durable, execution: Execution): object {
  const { name, functionName, status, startedAt, endedAt } = execution;
  return {
    DurableExecutionArn: executionArn(functions, execution),
    DurableExecutionName: name,
    FunctionArn: functions.arnOf(functionName),
    Status: status,
    StartTimestamp: epochSeconds(startedAt),
    ...(endedAt === undefined ? {} : { EndTimestamp: epochSeconds(endedAt) }),
  };
}

function describe(durable: Durable, call: RestCall): object {
  const execution = executionOf(durable, call);
  const { IncludeExecutionData = true } = query(payloads, call);
  const { input, result, error } = durable.executions.content(execution.id);
  const data = IncludeExecutionData ? { InputPayload: input, Result: result, Error: error } : {};
  return { ...summaryOf(durable, execution), Version: VERSION, ...data };
}

function history(durable: Durable, call: RestCall): object {
  const { id } = executionOf(durable, call);
  const { IncludeExecutionData = true, ...which } = query(historyInput, call);
  const { shown, next } = page(durable.history.of(id), which);
  return { Events: IncludeExecutionData ? shown : shown.map(withoutPayloads), ...next };
}

function list(durable: Durable, call: RestCall): object {
  const { called } = durable.functions.find(call.labels.FunctionName ?? '');
  const asked = query(listInput, call, { Statuses: call.query.getAll('Statuses') });
  const { DurableExecutionName: name, Statuses: statuses, StartedAfter: after, StartedBefore: before } = asked;
  const found = durable.executions
    .of(called.name)
    .filter((each) => name === undefined || each.name === name)
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
    .filter(({ startedAt }) => after === undefined || startedAt > after.getTime())
    .filter(({ startedAt }) => before === undefined || startedAt < before.getTime());
  const { shown, next } = page(found, asked);
  return { DurableExecutions: shown.map((execution) => summaryOf(durable, execution)), ...next };
}

function stop(durable: Durable, call: RestCall): object {
  const execution = executionOf(durable, call);
  const error = readInput(errorObject, parseJsonObject(call.body), 'InvalidParameterValueException');
  if (execution.status === 'RUNNING') {
    durable.store.transaction(() => endExecution(durable, execution, 'STOPPED', { error }));
  }
  return { StopTimestamp: epochSeconds(durable.executions.find(execution.id)?.endedAt ?? durable.now()) };
}

/** What shows and stops executions. */
export function executionRoutes(durable: Durable): RestRoute[] {
  const base = '/2025-12-01/durable-executions/{DurableExecutionArn}';
  const route = (action: string, method: string, path: string, answer: (of: Durable, call: RestCall) => object) => ({
    action,
    method,
    path,
    run: (call: RestCall) => jsonAnswer(answer(durable, call)),
  });
  return [
    route('GetDurableExecution', 'GET', base, describe),
    route('GetDurableExecutionHistory', 'GET', `${base}/history`, history),
    route('StopDurableExecution', 'POST', `${base}/stop`, stop),
    route('ListDurableExecutionsByFunction', 'GET', '/2025-12-01/functions/{FunctionName}/durable-executions', list),
  ];
}
